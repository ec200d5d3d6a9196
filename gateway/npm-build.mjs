// Brings a folder's npm packages up to date and, given an output folder, bundles it there with vite:
//   node npm-build.mjs <folder> [<output folder> <file that remembers the last build>]
// Does nothing when nothing changed since the last time, so that a build without changes here stays fast.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [folder, output, stamp] = process.argv.slice(2);
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.svg', '.ttf', '.txt']);

// An install that was broken off leaves no stamp and starts over.
once(join(folder, 'node_modules', '.lock-hash'), hash(['package-lock.json', 'package.json']), () =>
  run('npm', ['ci', '--no-progress', '--loglevel=error']),
);
if (output) {
  once(stamp, hash(filesOf(folder)), bundle, existsSync(join(output, 'index.html')));
}

function bundle() {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', output, '--emptyOutDir']);
  writeFileSync(join(output, 'licenses.txt'), licenses());
  // The gateway sends these instead to whoever takes them.
  for (const file of filesOf(output).filter(name => COMPRESSIBLE.has(extname(name)))) {
    writeFileSync(join(output, `${file}.gz`), gzipSync(readFileSync(join(output, file)), { level: 9 }));
  }
}

/** The bundle holds the work of others, whose terms ask to be passed on. */
function licenses() {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path && !dev && existsSync(join(folder, path)))
    .map(([path, { version, license }]) => {
      const file = readdirSync(join(folder, path)).find(name => /^licen[cs]e/i.test(name));
      const text = file ? readFileSync(join(folder, path, file), 'utf8').trim() : `License: ${license}`;
      return `${path.replace(/^.*node_modules\//, '')} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n`);
}

function once(stamp, wanted, work, isThere = true) {
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  rmSync(stamp, { force: true });
  work();
  writeFileSync(stamp, wanted);
}

function run(command, args) {
  const { status, error, stdout } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) {
    console.error(stdout ?? '');
    console.error(`${command} ${args.join(' ')} failed in ${folder}: ${error?.message ?? `exit status ${status}`}`);
    process.exit(1);
  }
}

function filesOf(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.name !== 'node_modules')
    .flatMap(entry => (entry.isDirectory() ? filesOf(join(root, entry.name)).map(name => join(entry.name, name)) : [entry.name]))
    .sort();
}

function hash(names) {
  const digest = createHash('sha256').update(readFileSync(new URL(import.meta.url)));
  names.forEach(name => digest.update(`\n${name}\n`).update(readFileSync(join(folder, name))));
  return digest.digest('hex');
}
