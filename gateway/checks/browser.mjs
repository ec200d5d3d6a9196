// Opens GraphiQL in headless Chromium and uses it as a visitor does:
//   node browser.mjs <address of the gateway> <text the first example's answer holds> <type with a description> <screenshot>
//     [<title of the tab whose plan is looked at; else the first>]
import assert from 'node:assert/strict';
import chromiumInNpm from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const PATIENCE = 30_000;
const [gateway, answer, type, screenshot, planned] = process.argv.slice(2);
const { origin } = new URL(gateway);
const complaints = [];

const browser = await chromium.launch({
  executablePath: await chromiumInNpm.executablePath(),
  args: chromiumInNpm.args,
  headless: true,
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  watch(page);
  await open(page);
  await runFirstExample(page);
  await page.screenshot({ path: screenshot });
  await showsThePlan(page);
  await asksForPlansOnlyWhenTold(page);
  await sendsTheTokenOfTheHeadersTab(page);
  await completes(page);
  await explores(page);
  await explainsType(page);
  assert.deepEqual(complaints, [], 'requests that left the gateway, failed, or errors on the page');
  console.log('ok');
} finally {
  await browser.close();
}

/** Nothing may leave the gateway, and nothing may be refused by its Content-Security-Policy. */
function watch(page) {
  page.on('request', request => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) {
      complaints.push(`request to ${url}`);
    }
  });
  page.on('requestfailed', request => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', response => response.status() >= 400 && complaints.push(`${response.url()}: ${response.status()}`));
  page.on('pageerror', error => complaints.push(`error on the page: ${error.message}`));
  page.on('console', message => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
}

async function open(page) {
  await page.goto(`${gateway.replace(/\/$/, '')}/graphiql`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  assert.equal(await page.title(), 'Polyphony');
  const examples = await page.evaluate(async () => (await fetch('examples.json')).json());
  const tabs = await page.locator('.graphiql-tab').allInnerTexts();
  assert.equal(tabs.length, examples.length, `a tab for each example, found ${tabs}`);
  assert.ok(tabs.length > 0 && tabs.every(title => !title.includes('untitled')), `named tabs, found ${tabs}`);
}

async function runFirstExample(page) {
  await page.locator('.graphiql-execute-button').click();
  const result = page.locator('.graphiql-response .view-lines');
  await result.filter({ hasText: answer }).waitFor();
  // Monaco writes spaces that do not break.
  const text = (await result.innerText()).replaceAll('\u00a0', ' ');
  assert.ok(text.includes('"data"') && !text.includes('"errors"'), `an answer without errors, found ${text}`);
}

/** The panel shows what the answer's plan says, and the answer stays as it is without. */
async function showsThePlan(page) {
  if (planned) {
    await page.locator('.graphiql-tab').getByText(planned, { exact: true }).click();
  }
  await page.getByRole('button', { name: 'Show Plan' }).click();
  const panel = page.getByRole('region', { name: 'Plan' });
  const { request, plan } = await run(page, () => panel.getByRole('button', { name: 'Run the query' }).click());
  assert.equal(request.headers()['polyphony-plan'], 'true');
  const steps = stepsOf(plan);
  const shown = panel.getByRole('article');
  await shown.first().waitFor();
  assert.equal(await shown.count(), steps.length);
  assert.match(await panel.innerText(), new RegExp(`${steps.length} steps?, \\d+ stores?, [\\d.]+ (µs|ms|s)`));
  for (const [index, step] of steps.entries()) {
    const text = await shown.nth(index).innerText();
    for (const part of [step.store, step.from, step.paths[0].split('.').pop(), step.rowsOut + ' row']) {
      assert.ok(text.includes(part), `step ${step.paths} says ${part}, found ${text}`);
    }
    // By the keyboard alone.
    for (const summary of await shown.nth(index).locator('summary').all()) {
      await summary.focus();
      await page.keyboard.press('Enter');
    }
    assert.equal(await shown.nth(index).locator('pre').first().innerText(), step.statements[0].text);
  }
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme });
    assert.deepEqual(await panel.evaluate(faintTexts), [], `texts that are hard to read on the ${scheme} page`);
    await page.screenshot({ path: screenshot.replace(/\.png$/, `-plan-${scheme}.png`) });
  }
  const answer = await page.locator('.graphiql-response .view-lines').innerText();
  assert.ok(!answer.includes('extensions'), `the answer without its plan, found ${answer}`);
}

async function asksForPlansOnlyWhenTold(page) {
  const panel = page.getByRole('region', { name: 'Plan' });
  const execute = () => page.locator('.graphiql-execute-button').click();
  await panel.getByRole('switch', { name: 'Ask for plans' }).uncheck();
  assert.equal((await run(page, execute)).request.headers()['polyphony-plan'], undefined);
  await panel.getByRole('switch', { name: 'Ask for plans' }).check();
  // As a server answers that shows no plans.
  await page.route('**/graphql', route => {
    const { 'polyphony-plan': _, ...headers } = route.request().headers();
    return route.continue({ headers });
  });
  await run(page, execute);
  await panel.getByText('This server does not show plans.').waitFor();
  await page.unroute('**/graphql');
}

/** And does not keep it in the browser. */
async function sendsTheTokenOfTheHeadersTab(page) {
  const token = 'Bearer a.b.c';
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  const editor = page.locator('.graphiql-editor:visible').last();
  await editor.locator('.monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(JSON.stringify({ Authorization: token }));
  await editor.locator('.view-line', { hasText: token.slice(-5) }).waitFor();
  const { request } = await run(page, () => page.locator('.graphiql-execute-button').click());
  assert.equal(request.headers().authorization, token);
  assert.ok(!(await page.evaluate(() => JSON.stringify(window.localStorage))).includes(token), 'a token that is not stored');
  await editor.locator('.monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
}

async function run(page, start) {
  const answered = page.waitForResponse(response => response.url().endsWith('/graphql'));
  await start();
  const response = await answered;
  const body = await response.json();
  return { request: response.request(), plan: body.extensions?.plan };
}

function stepsOf({ steps }) {
  return steps.flatMap(step => [step, ...stepsOf(step)]);
}

/** Texts whose contrast with what is behind them is below 4.5, as WCAG computes it. Runs in the page. */
function faintTexts(root) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
  const behind = element => {
    const below = element.parentElement ? behind(element.parentElement) : [255, 255, 255];
    return over(rgba(getComputedStyle(element).backgroundColor), below);
  };
  const luminance = parts => {
    const [r, g, b] = parts.map(part => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const hasText = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...root.querySelectorAll('*')].filter(hasText).flatMap(element => {
    const background = behind(element);
    const lights = [luminance(background), luminance(over(rgba(getComputedStyle(element).color), background))].sort();
    const contrast = (lights[1] + 0.05) / (lights[0] + 0.05);
    return contrast < 4.5 ? [`${element.textContent.slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
  });
}

async function completes(page) {
  await page.getByRole('button', { name: 'New tab' }).click();
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('{ ');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
  await page.keyboard.press('Escape');
}

async function explores(page) {
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
  await page.locator('.graphiql-explorer-root .graphiql-explorer-field-view').first().waitFor();
}

async function explainsType(page) {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: type, exact: true }).or(docs.locator('.graphiql-doc-explorer-type-name', { hasText: type })).first().click();
  await docs.locator('.graphiql-doc-explorer-title', { hasText: type }).waitFor();
  const description = await docs.locator('.graphiql-markdown-description').first().innerText();
  assert.ok(description.trim().length > 0, `a description of ${type}`);
}
