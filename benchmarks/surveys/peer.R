# The same mirror by psych and survey: Rscript peer.R answers.csv. Prints the processor seconds, reading left out.
suppressMessages({library(psych); library(survey)})
d <- read.csv(commandArgs(TRUE)[1], na.strings = "")
started <- proc.time()
items <- d[, grep("^i", names(d))]
scales <- lapply(0:7, function(s) items[, seq(s + 1, 60, by = 8)])
for (s in seq_along(scales)) {
  k <- rowSums(!is.na(scales[[s]])); m <- rowMeans(scales[[s]], na.rm = TRUE)
  m[k < ncol(scales[[s]]) / 2] <- NA; d[[paste0("s", s)]] <- m
}
for (x in scales) {
  psych::alpha(x, use = "pairwise", check.keys = FALSE, warnings = FALSE)
  factanal(covmat = cov(x, use = "pairwise"), factors = 1, n.obs = nrow(x))  # omega, without any interval
}
n <- nrow(d)
design <- svydesign(ids = ~organization, weights = ~1, data = d)
design <- rake(design, list(~level, ~sector), list(
  data.frame(level = c("front line", "manager", "senior"), Freq = n * c(.6, .3, .1)),
  data.frame(sector = letters[1:5], Freq = n / 5)))
plain <- svydesign(ids = ~organization, weights = ~1, data = d)
measures <- c(paste0("s", 1:8), paste0("i", 0:59))
p <- c()
for (m in measures) {
  svymean(as.formula(paste0("~", m)), design, na.rm = TRUE)
  for (by in c("level", "sector")) for (g in unique(d[[by]])) {
    plain$variables$side <- as.numeric(d[[by]] == g)
    p <- c(p, svyttest(as.formula(paste0(m, " ~ side")), plain)$p.value)
  }
}
q <- p.adjust(p, "BH")
cat(sprintf("%.2f\n", sum((proc.time() - started)[1:2])))
