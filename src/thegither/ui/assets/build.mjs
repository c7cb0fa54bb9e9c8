// Builds what the browser gets: one style sheet, one script, each also compressed, so that a page stays light.
// Then brings the letters for papers to where formats/documents looks for them.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const fonts = resolve(root, "src/thegither/formats/documents/fonts");
rmSync(fonts, { recursive: true, force: true });
mkdirSync(fonts, { recursive: true });
for (const [folder, family] of [["noto-sans", "NotoSans"], ["noto-sans-arabic", "NotoSansArabic"], ["noto-sans-hebrew", "NotoSansHebrew"]]) {
  const brought = join(root, "node_modules/@expo-google-fonts", folder);
  for (const weight of ["400Regular", "700Bold"]) {
    copyFileSync(join(brought, weight, `${family}_${weight}.ttf`), join(fonts, `${family}-${weight}.ttf`));
  }
  copyFileSync(join(brought, "LICENSE_FONT"), join(fonts, `${family}-LICENSE.txt`));
}
