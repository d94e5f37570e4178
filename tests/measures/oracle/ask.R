# Answers questions about networks with R's sna (or igraph): each line of standard input is a
# question in JSON, {package, function, matrix, options}, and is answered by a line, {said} or {problem};
# of an answer that is a list, with {parts} only these.
# A cell that is not rated is null, which R has as NA. Nothing is attached: sna and igraph share names.

answer <- function(question) {
  from <- function(name) getExportedValue(question$package, name)
  network <- question$matrix
  storage.mode(network) <- "double"
  if (question$package == "igraph") {
    mode <- if (isSymmetric(network)) "undirected" else "directed"
    network <- igraph::graph_from_adjacency_matrix(network, mode)
  }
  options <- question$options
  if (!is.null(options$FUN)) options$FUN <- from(options$FUN)
  said <- unclass(do.call(from(question$`function`), c(list(network), options)))
  if (!is.null(question$parts)) said <- said[question$parts]
  if (is.complex(said)) Mod(said) else said  # eigenvectors of what is not symmetric
}

questions <- file("stdin", "r")
while (length(line <- readLines(questions, n = 1)) > 0) {
  said <- tryCatch(
    list(said = answer(jsonlite::fromJSON(line))),
    error = function(problem) list(problem = conditionMessage(problem))
  )
  cat(jsonlite::toJSON(said, digits = NA, na = "null", null = "null"), "\n", sep = "")
  flush(stdout())
}
