// Builds what the browser gets: one style sheet, one script, each also compressed, so that a page stays light.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../../..");
const out = resolve(here, "../static/ui/built");
const { build } = createRequire(join(root, "package.json"))("esbuild");

// htmx comes with django-htmx, so that the page and the server speak the same version.
const findHtmx = "import django_htmx; print(django_htmx.__path__[0])";
const python = join(root, ".venv/bin/python");
const djangoHtmx = execFileSync(python, ["-c", findHtmx], { encoding: "utf8" }).trim();

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: { thegither: join(here, "main.js"), style: join(here, "main.css") },
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2019", "chrome76", "firefox68", "safari12.1"],
  alias: { htmx: join(djangoHtmx, "static/django_htmx/htmx-2.min.js") },
  nodePaths: [join(root, "node_modules")],
  legalComments: "none",
  logLevel: "warning",
});
for (const name of ["style.css", "thegither.js"]) {
  const content = readFileSync(join(out, name));
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(content));
}
