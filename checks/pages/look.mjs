// Opens pages in a headless Chromium, as a reader on a desk, on a phone and on paper would,
// and says what is wrong with them. Usage: node look.mjs OUT_DIR PAGE.html…
import { mkdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const WIDTHS = [1280, 390, 320];
const MOST_BYTES = 5 * 1024 * 1024;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"];

const [outDir, ...pages] = process.argv.slice(2);
if (pages.length === 0) {
  console.error("usage: node look.mjs OUT_DIR PAGE.html…");
  process.exit(2);
}

await mkdir(outDir, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
let faults = 0;
for (const file of pages) {
  for (const fault of [...(await weight(file)), ...(await views(file)), ...(await paper(file))]) {
    faults += 1;
    console.log(`${file}: ${fault}`);
  }
}
await browser.close();
process.exit(faults === 0 ? 0 : 1);

async function weight(file) {
  const { size } = await stat(file);
  return size <= MOST_BYTES ? [] : [`${size} bytes, more than ${MOST_BYTES}`];
}

async function views(file) {
  const faults = [];
  for (const width of WIDTHS) {
    for (const colorScheme of ["light", "dark"]) {
      const found = await view(file, width, colorScheme);
      faults.push(...found.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}

async function view(file, width, colorScheme) {
  const faults = [];
  const page = await open(file, { viewport: { width, height: 900 }, colorScheme }, faults);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) faults.push(`${overflow} px wider than the screen`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    RULES,
  );
  for (const { id, help, nodes } of violations) {
    faults.push(`${id}: ${help} (${nodes.length}, first ${nodes[0].target.join(" ")})`);
  }
  const fullPage = width === 1280;
  await page.screenshot({ path: picture(file, `${width}-${colorScheme}.png`), fullPage });
  await page.context().close();
  return faults;
}

async function paper(file) {
  const faults = [];
  const page = await open(file, { javaScriptEnabled: false }, faults);
  const pdf = await page.pdf({ path: picture(file, "A4.pdf"), format: "A4" });
  const leaves = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (leaves === 0) faults.push("prints no page at all");
  await page.context().close();
  console.log(`${file}: ${leaves} A4 pages`);
  return faults;
}

// A page that stands alone asks for nothing but itself and has nothing to complain of.
async function open(file, options, faults) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    const asked = request.url();
    if (asked !== url && !asked.startsWith("data:")) faults.push(`asks for ${asked}`);
  });
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  return page;
}

function picture(file, suffix) {
  return join(outDir, `${basename(file, ".html")}-${suffix}`);
}
