// Opens GraphiQL in headless Chromium and uses it as a visitor does:
//   node browser.mjs <address of the gateway> <text the first example's answer holds> <type with a description> <screenshot>
import assert from 'node:assert/strict';
import chromiumInNpm from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const PATIENCE = 30_000;
const [gateway, answer, type, screenshot] = process.argv.slice(2);
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
