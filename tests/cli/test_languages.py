"""The language of help and errors."""

import gettext
import os

import click
import pytest
from click.testing import CliRunner

import relnet as rn
from relnet.cli import main
from relnet.cli.spoken import Command, Option
from relnet.wording import Wording
from tests.catalogues import catalogue

COMMANDS = (
    "bounds",
    "check",
    "compare",
    "contrast",
    "convert",
    "demo",
    "evidence",
    "init",
    "map",
    "measure",
    "measures",
    "needed",
    "sensitivity",
    "trajectories",
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.csv").write_text("wave,source,target\n1,A,B\n2,B,A\n")

    def invoke(*args, code=0):
        result = CliRunner().invoke(main, list(args), prog_name="relnet", terminal_width=200)
        assert result.exit_code == code, result.output
        return result.output

    return invoke


@pytest.mark.parametrize(
    "args",
    [
        ("--language", "nl", "check", "--help"),
        ("check", "--language=nl", "--help"),
        ("check", "--help", "--language", "nl"),
        ("--language", "en", "check", "--help", "--language", "nl"),
    ],
)
def test_help_speaks_the_language_that_is_asked_for(run, args):
    shown = run(*args)
    assert shown.startswith("Gebruik: relnet check [OPTIES] BRON…")
    assert "Toon deze uitleg." in shown
    assert "--roster BESTAND" in shown
    assert "standaard: utf-8" in shown
    assert run("check", "--help").startswith("Usage: relnet check [OPTIONS] SOURCE…")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_no_help_is_left_in_another_language(run, monkeypatch, command):
    english = run(*command, "--help")
    monkeypatch.setenv("RELNET_LANGUAGE", "nl")
    dutch = run(*command, "--help")
    helps = [entry.msgstr for entry in catalogue("en") if entry.msgid.startswith("help.")]
    first = [text.split("\n")[0] for text in helps]
    assert any(text in english for text in first)
    assert not [text for text in first if text in dutch]
    for text in ("Usage", "Options", "Commands", "default", "required", "help."):
        assert text not in dutch.replace("--help", "")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("chek",), "De opdracht 'chek' bestaat niet."),
        (("check",), "Er ontbreekt een argument: 'BRON…'."),
        (("map", "answers.csv"), "Er ontbreekt een optie: '--output'."),
        (("check", "answers.csv", "--langage"), "Bedoelde u"),
        (("check", "answers.csv", "--dyad", "no"), "'no' is geen van 'sender', 'either'"),
        (("check", "answers.csv", "--at-least", "x"), "'x' is geen getal."),
        (("check", "answers.csv", "--scale", "3"), "'3' heeft niet de vorm ZWAKST:STERKST"),
        (("check", "answers.csv", "--scale", "3:3"), "twee uiteinden, niet twee keer 3"),
        (("check", "answers.csv", "--tie-values", "a"), "'a' is geen rij getallen"),
        (("check", "answers.csv", "--waves", "1,"), "'1,' heeft een leeg deel"),
        (("check", "answers.csv", "--columns", "a"), "'a' heeft niet de vorm ROL=NAAM,ROL=NAAM"),
        (("measure", "answers.csv", "--completions", "0"), "0 valt niet binnen x>=1."),
        (("measure", "answers.csv", "--measure", "densty"), "onbekende maat 'densty'; bedoelde u"),
        (("compare", "answers.csv", "--from", "3"), "onbekende meting '3'; bekend: '1', '2'"),
        (("measure", "answers.csv", "--json", "--csv"), "geef er één van --output, --json en"),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_dutch(run, args, told):
    for line in (("--language", "nl", *args), (*args, "--language", "nl")):
        shown = run(*line, code=2)
        assert "Fout: " in shown
        assert told in shown


def test_the_language_of_the_command_goes_before_that_of_the_program(run):
    assert "Geen fouten." in run("--language", "nl", "check", "answers.csv")
    assert "No errors." in run("--language", "nl", "check", "answers.csv", "--language", "en")
    assert "'de' is not one of 'en', 'nl'" in run("--language", "de", "measures", code=2)


def test_an_error_in_plain_text_is_printed_as_it_is(run, monkeypatch):
    def refuse(*_, **__):
        raise rn.UsageError("no map {today}")

    monkeypatch.setattr("relnet.maps.draw", refuse)
    args = ("map", "answers.csv", "--output", "map.html", "--language", "nl")
    assert "Fout: no map {today}" in run(*args, code=2)


def test_nothing_is_left_of_the_language_of_a_command(run, monkeypatch):
    monkeypatch.delenv("LANGUAGE", raising=False)
    before = gettext.textdomain()
    run("check", "--help", "--language", "nl")
    run("check", "--language", "nl", code=2)
    assert (gettext.textdomain(), "LANGUAGE" in os.environ) == (before, False)
    monkeypatch.setenv("LANGUAGE", "fr")
    run("check", "--help", "--language", "nl")
    assert os.environ["LANGUAGE"] == "fr"


def test_help_is_english_where_no_command_runs(monkeypatch):
    monkeypatch.setenv("RELNET_LANGUAGE", "nl")
    context = click.Context(main, info_name="relnet")
    assert main.get_help(context).startswith("Usage: relnet")
    assert main.commands["check"].help == Wording("en")("help.check")


def test_every_command_and_option_has_its_help_in_the_catalogues():
    assert set(main.commands) == set(COMMANDS)
    for command in (main, *main.commands.values()):
        assert isinstance(command, Command)
        for option in command.params:
            if isinstance(option, click.Option):
                assert isinstance(option, Option), (command.name, option.name)
                assert option.help
