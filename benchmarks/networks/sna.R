# Times sna's own C loop alone: Rscript sna.R TIES.csv GROUPS.csv; prints user seconds.
suppressMessages(library(sna))
files <- commandArgs(trailingOnly = TRUE)
ties <- as.matrix(read.csv(files[1], header = FALSE)) + 1
group <- scan(files[2], quiet = TRUE) + 1
edges <- cbind(ties, 1)
counts <- matrix(0, length(group), 5)
spent <- system.time(.C("brokerage_R", as.double(edges), as.integer(length(group)),
  as.integer(nrow(edges)), as.integer(group), brok = as.double(counts),
  PACKAGE = "sna"))
cat(spent[["user.self"]], "\n")
