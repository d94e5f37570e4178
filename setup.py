"""What pyproject.toml cannot say: the extension that is built where there is a compiler."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension("relnet._kernels", ["relnet/_kernels.c"], optional=True, py_limited_api=True)
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
