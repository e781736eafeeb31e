// Draws the world once, in Equal Earth: <g id="land"> with one path per country under its two-letter code,
// and a dot for each state too small to see. Pages point at the pieces with <use href="world.svg#NO">.
//   node tools/world_map.mjs NODE_MODULES TARGET.svg
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, target] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(`${modules}/${file}`).href);
const { geoEqualEarth, geoPath } = await load("d3-geo/dist/d3-geo.mjs");
const { feature } = await load("topojson-client/src/index.js");
const read = (name) => {
  const atlas = JSON.parse(readFileSync(`${modules}/world-atlas/${name}.json`));
  return feature(atlas, atlas.objects.countries).features.filter((f) => f.id !== "010"); // without Antarctica
};

const WIDTH = 960;
const coarse = read("countries-110m");
const fine = read("countries-50m");

// The numeric code of a country is a deprecated spelling of its region code, so canonical locales carry the table.
// Kosovo has no numeric code; XK is what the European Union and banks use.
const alpha2 = (f) => {
  if (f.properties.name === "Kosovo") return "XK";
  if (!f.id) return null;
  const code = Intl.getCanonicalLocales(`und-${f.id}`)[0].slice(4);
  return /^[A-Z]{2}$/.test(code) ? code : null;
};

const all = { type: "FeatureCollection", features: fine };
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, all);
const draw = geoPath(projection).digits(1);
const top = draw.bounds(all)[0][1];
projection.translate([projection.translate()[0], projection.translate()[1] - top]);
const height = Math.ceil(draw.bounds(all)[1][1]);

const byCode = (features) => {
  const groups = new Map();
  for (const f of features) {
    const code = alpha2(f) ?? "";
    groups.set(code, [...(groups.get(code) ?? []), f]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, fs]) => [code, { type: "FeatureCollection", features: fs }]);
};
const shapes = byCode(coarse).map(([code, land]) => `<path${code && ` id="${code}"`} d="${draw(land)}"/>`);
const drawn = new Set(byCode(coarse).map(([code]) => code));
const dots = byCode(fine) // what the coarse picture leaves out is small
  .filter(([code]) => code && !drawn.has(code))
  .map(([code, land]) => [code, draw.centroid(land).map((n) => Math.round(n * 10) / 10)])
  .map(([code, [x, y]]) => `<circle id="${code}" cx="${x}" cy="${y}" r="4"/>`);

writeFileSync(
  target,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">\n<g id="land">\n${shapes.join("\n")}\n</g>\n${dots.join("\n")}\n</svg>\n`,
);
