// Makes ../dist from src: one script, one sheet, one document, the map's
// outlines, each with a gzip copy. The same sources give the same bytes.
import { build } from "esbuild";
import { gzipSync, constants } from "node:zlib";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const dist = new URL("../dist/", import.meta.url).pathname;
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await build({
  entryPoints: { app: "src/main.tsx", style: "src/style.css" },
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
});
const world = createRequire(import.meta.url).resolve("world-atlas/countries-110m.json");
writeFileSync(dist + "world.json", readFileSync(world));
for (const name of ["index.html", "icon.svg"]) writeFileSync(dist + name, readFileSync("src/" + name));
for (const name of readdirSync(dist).sort()) {
  const zipped = gzipSync(readFileSync(dist + name), { level: constants.Z_BEST_COMPRESSION });
  zipped[9] = 255; // the byte that names the operating system
  writeFileSync(dist + name + ".gz", zipped);
  console.log(name, zipped.length, "bytes gzipped");
}
