# Answers from outside: base R, psych and survey on answers.csv. Writes expected.json. Run: Rscript answers.R
suppressMessages({library(psych); library(survey)})
d <- read.csv("answers.csv", na.strings = "")
items <- d[, c("a", "b", "c", "d", "e")]
items$e <- 6 - items$e  # worded the other way round
out <- list()

# Reliability: psych's raw alpha, and omega from base R's factanal on pairwise covariances.
out$alpha <- psych::alpha(items, use = "pairwise", check.keys = FALSE)$total$raw_alpha
s <- cov(items, use = "pairwise")
f <- factanal(covmat = s, factors = 1, n.obs = nrow(items), control = list(opt = list(factr = 10)))
l <- f$loadings[, 1] * sqrt(diag(s)); u <- f$uniquenesses * diag(s)
out$omega <- sum(l)^2 / (sum(l)^2 + sum(u))

# Scale score: mean of what was answered, three of five needed.
score <- rowMeans(items, na.rm = TRUE); score[rowSums(!is.na(items)) < 3] <- NA
out$mean <- mean(score, na.rm = TRUE)

# Welch's test where seniors spread three times as far, a common variance where a tenth as far, and correction of five tests by Benjamini and Hochberg.
wide <- ifelse(d$level == "senior", 3 + 3 * (score - 3), score)
w <- t.test(wide[d$level == "senior"], wide[d$level == "junior"])
out$welch <- c(unname(w$estimate[1] - w$estimate[2]), w$stderr, unname(w$parameter), w$p.value, w$conf.int)
near <- ifelse(d$level == "senior", 3 + .1 * (score - 3), score)
v <- t.test(near[d$level == "senior"], near[d$level == "junior"], var.equal = TRUE)
out$pooled <- c(unname(v$estimate[1] - v$estimate[2]), v$stderr, unname(v$parameter), v$p.value, v$conf.int)
p <- sapply(items, function(x) t.test(x[d$level == "senior"], x[d$level == "junior"])$p.value)
out$p <- unname(p); out$q <- unname(p.adjust(p, "BH"))

# CR2 and Satterthwaite by whole matrices, for the same difference, clustered by organisation.
k <- !is.na(score); y <- score[k]; g <- d$organization[k]
X <- cbind(1, d$level[k] == "senior"); M <- solve(crossprod(X)); H <- X %*% M %*% t(X); R <- diag(length(y)) - H
e <- R %*% y
P <- NULL; V <- 0
for (c in unique(g)) {
  at <- which(g == c)
  ev <- eigen(R[at, at], symmetric = TRUE)
  A <- ev$vectors %*% diag(1 / sqrt(ev$values), length(at)) %*% t(ev$vectors)
  V <- V + (M %*% t(X[at, , drop = FALSE]) %*% A %*% e[at])[2]^2
  P <- cbind(P, R[, at] %*% A %*% X[at, , drop = FALSE] %*% M[, 2])
}
G <- crossprod(P)
out$cr2 <- c((M %*% t(X) %*% y)[2], sqrt(V), sum(diag(G))^2 / sum(G^2))

# Raking by survey, and Kish's design effect.
design <- svydesign(ids = ~1, weights = ~1, data = d)
level <- data.frame(level = c("junior", "senior"), Freq = c(300, 100))
sector <- data.frame(sector = c("council", "health", "voluntary"), Freq = c(150, 150, 100))
raked <- rake(design, list(~level, ~sector), list(level, sector), control = list(maxit = 500, epsilon = 1e-10))
weight <- weights(raked) / mean(weights(raked))
first <- !duplicated(paste(d$level, d$sector))
out$weights <- setNames(as.list(unname(weight[first])), paste(d$level, d$sector)[first])
out$design_effect <- length(weight) * sum(weight^2) / sum(weight)^2
out$weighted_mean <- weighted.mean(score, weight, na.rm = TRUE)

# Wilson's interval of row 27, and the mean over a frame of 400 (survey's finite-population correction).
out$wilson <- Map(function(x, n) prop.test(x, n, correct = FALSE)$conf.int[1:2], c(14, 29, 58, 116), c(50, 100, 200, 400))
z <- data.frame(y = y, N = 400)
m <- svymean(~y, svydesign(ids = ~1, fpc = ~N, data = z))
out$frame <- c(coef(m)[[1]], SE(m)[[1]])

number <- function(x) if (is.list(x)) {
  inner <- sapply(x, number)
  if (is.null(names(x))) sprintf("[%s]", paste(inner, collapse = ", "))
  else sprintf("{%s}", paste(sprintf('"%s": %s', names(x), inner), collapse = ", "))
} else if (length(x) == 1) sprintf("%.12g", x) else sprintf("[%s]", paste(sprintf("%.12g", x), collapse = ", "))
writeLines(paste0("{\n", paste(sprintf('  "%s": %s', names(out), sapply(out, number)), collapse = ",\n"), "\n}"), "expected.json")
