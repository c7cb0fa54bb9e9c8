# More answers from outside, on the same answers.csv: gaps, waves, cultures, pooling, resampling, replicates.
# Base R, and boot, metafor, psych and survey from Debian's packages. Writes compared.json. Run: Rscript compared.R
suppressMessages({library(boot); library(metafor); library(survey)})
d <- read.csv("answers.csv", na.strings = "")
names(d)[names(d) == "e"] <- "turned"; d$e <- 6 - d$turned  # worded the other way round
items <- d[, c("a", "b", "c", "d", "e")]
score <- rowMeans(items, na.rm = TRUE); score[rowSums(!is.na(items)) < 3] <- NA
out <- list()

# Hedges' g of seniors less juniors, and both one-sided tests against a margin of 0.5, with a common variance.
one <- na.omit(score[d$level == "senior"]); two <- na.omit(score[d$level == "junior"])
f <- length(one) + length(two) - 2
s <- sqrt(((length(one) - 1) * var(one) + (length(two) - 1) * var(two)) / f)
out$hedges_g <- (1 - 3 / (4 * f - 1)) * (mean(one) - mean(two)) / s
out$hedges_exact <- exp(lgamma(f / 2) - log(sqrt(f / 2)) - lgamma((f - 1) / 2)) * (mean(one) - mean(two)) / s
less <- t.test(one, two, mu = 0.5, alternative = "less", var.equal = TRUE)$p.value
more <- t.test(one, two, mu = -0.5, alternative = "greater", var.equal = TRUE)$p.value
out$equivalence <- max(less, more)

# Omega's interval: BCa, organisations resampled, 999 times.
omega <- function(x) {
  v <- cov(x, use = "pairwise")
  m <- try(factanal(covmat = v, factors = 1, n.obs = nrow(x)), silent = TRUE)
  if (inherits(m, "try-error")) return(NA)
  l <- m$loadings[, 1] * sqrt(diag(v)); sum(l)^2 / (sum(l)^2 + sum(m$uniquenesses * diag(v)))
}
places <- split(seq_len(nrow(d)), d$organization)
set.seed(1)
drawn <- boot(names(places), function(o, i) omega(items[unlist(places[o[i]]), ]), R = 999)
alone <- sapply(seq_along(places), function(i) omega(items[unlist(places[-i]), ]))
out$omega_interval <- boot.ci(drawn, type = "bca", L = mean(alone) - alone)$bca[4:5]

# Paule and Mandel's variance between organisations, and their means drawn together.
m <- c(tapply(score, d$organization, mean, na.rm = TRUE)); n <- c(tapply(!is.na(score), d$organization, sum))
e <- c(tapply(score, d$organization, sd, na.rm = TRUE)) / sqrt(n)
drawn <- rma(yi = m, sei = e, method = "PM"); near <- blup(drawn)
out$pool <- list(mean = unname(c(m)), error = unname(c(e)), between = drawn$tau2, pooled = near$pred, se = near$se)

# One wave (odd rows) and the next (even rows); the same people's change from a to b.
odd <- seq_len(nrow(d)) %% 2 == 1
w <- t.test(score[!odd], score[odd], var.equal = FALSE); v <- t.test(score[!odd], score[odd], var.equal = TRUE)
out$waves <- c(unname(w$estimate[1] - w$estimate[2]), max(w$stderr, v$stderr))
q <- t.test(d$b, d$a, paired = TRUE)
out$panel <- c(unname(q$estimate), q$stderr, unname(q$parameter), q$p.value)

# Cultures: two scores, the ellipse of the first organisation, and whether it moved between odd and even rows.
x <- rowMeans(items[, 1:2]); y <- rowMeans(items[, 3:5]); k <- !is.na(x) & !is.na(y)
big <- names(which.max(table(d$organization[k])))
P <- cbind(x, y)[k & d$organization == big, ]; N <- nrow(P)
half <- sqrt(eigen(cov(P))$values * 2 * (N - 1) / (N - 2) * qf(.95, 2, N - 2) / N)
out$ellipse <- c(N, colMeans(P), half)
all <- cbind(x, y)[k, ]; wave <- factor(odd[k])
out$hotelling <- summary(manova(all ~ wave), test = "Hotelling-Lawley")$stats[1, "Pr(>F)"]

# Who was heard: the hypergeometric tail, corrected by Holm.
answered <- c(7, 60, 55, 3); asked <- c(50, 80, 75, 9)
out$coverage <- p.adjust(phyper(answered, asked, sum(asked) - asked, sum(answered)), "holm")

# The smallest difference that 25 against 120 people find four times out of five, at .05 / 12.
chance <- function(gap) 1 - pt(qt(1 - .05 / 24, 143), 143, gap / sqrt(1 / 25 + 1 / 120))
out$detectable <- uniroot(function(gap) chance(gap) - .8, c(.1, 3), tol = 1e-10)$root

# The weighted mean over replicates that repeat the raking: survey, with the importance of importance.csv.
z <- as.matrix(read.csv("importance.csv", header = FALSE))
place <- as.integer(factor(d$organization)); known <- !is.na(score)
frames <- list(data.frame(level = c("junior", "senior"), Freq = c(300, 100)),
               data.frame(sector = c("council", "health", "voluntary"), Freq = c(150, 150, 100)))
r <- svrepdesign(data = cbind(d, score), weights = rep(1, nrow(d)), repweights = t(z)[place, ], type = "other", scale = 1,
                 rscales = rep(1 / nrow(z), nrow(z)), combined.weights = TRUE, mse = TRUE)
r <- rake(r, list(~level, ~sector), frames, control = list(maxit = 500, epsilon = 1e-10))
mean_of <- svymean(~score, r, na.rm = TRUE)
out$replicates <- c(coef(mean_of)[[1]], SE(mean_of)[[1]])

# What precedes what: 15 organisations, 6 waves, by lm with organisations and waves, halves for the jackknife.
long <- read.csv("panel.csv")
slope <- function(part) {
  at <- long[long$wave %in% part, ]; at <- at[order(at$organization, at$wave), ]
  later <- at[at$wave != min(part), ]; before <- at[at$wave != max(part), ]
  f <- lm(later$y ~ before$x + before$y + factor(before$organization) + factor(before$wave)); coef(f)[[2]]
}
out$precedes <- 2 * slope(0:5) - (slope(0:3) + slope(2:5)) / 2

number <- function(x) if (is.list(x)) {
  inner <- sapply(x, number)
  sprintf("{%s}", paste(sprintf('"%s": %s', names(x), inner), collapse = ", "))
} else if (length(x) == 1) sprintf("%.12g", x) else sprintf("[%s]", paste(sprintf("%.12g", x), collapse = ", "))
writeLines(paste0("{\n", paste(sprintf('  "%s": %s', names(out), sapply(out, number)), collapse = ",\n"), "\n}"), "compared.json")
