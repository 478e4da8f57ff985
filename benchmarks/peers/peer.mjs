// One peer on node: told over stdin what to do, a line of JSON each, and answering the same way.
// {"make": n} makes n documents and answers with the seconds of the processor they took;
// {"save": path} keeps one of them.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [kind, modules, templateFile, dataFile] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const template = readFileSync(templateFile);
const data = JSON.parse(readFileSync(dataFile, "utf8"));

const makers = {
  carbone() {
    const { render } = load("carbone");
    return () =>
      new Promise((made, failed) =>
        render(templateFile, data, (error, document) => (error ? failed(error) : made(document))),
      );
  },
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return async () => {
      const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      made.render(data);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "docx-templates"() {
    const { createReport } = load("docx-templates");
    return () => createReport({ template, data, cmdDelimiter: "+++", noSandbox: true });
  },
};

const make = makers[kind]();
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  if (told.save) {
    writeFileSync(told.save, await make());
    console.log("{}");
    continue;
  }
  const before = process.cpuUsage();
  for (let number = 0; number < told.make; number += 1) await make();
  const spent = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds: (spent.user + spent.system) / 1e6 }));
}
