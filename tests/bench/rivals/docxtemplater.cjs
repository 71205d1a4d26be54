// Renders one template with docxtemplater as often as it is asked to, and tells the seconds of each run.
// A run is what a user of it does for each document: unzip, compile, render, zip. Templates and words wait in memory.
// node docxtemplater.cjs TEMPLATE WORDS TARGET; a line of input is a run, "write" also writes the file of the run.
"use strict";
const fs = require("fs");
const readline = require("readline");

function tell(what) {
  process.stdout.write(JSON.stringify(what) + "\n");
}

function load(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    tell({ missing: name });
    process.exit(0);
  }
}

const PizZip = load("pizzip");
const Docxtemplater = load("docxtemplater");
const { version } = load("docxtemplater/package.json");
const [template, words, target] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
const data = JSON.parse(fs.readFileSync(words, "utf8"));

function made() {
  const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
  document.render(data);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

for (let run = 0; run < 5; run += 1) made(); // node compiles what runs often
tell({ version });
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const start = process.hrtime.bigint();
  const file = made();
  const taken = Number(process.hrtime.bigint() - start) / 1e9;
  if (line === "write") fs.writeFileSync(target, file);
  tell({ seconds: taken });
});
