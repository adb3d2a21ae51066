// Adds to the files of a release in a folder (out/ unless given) the licences of everything inside them and their checksums,
// for `sha256sum --check SHA256SUMS`.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.resolve(process.argv[2] ?? 'out');
const read = name => readFileSync(path.join(root, name), 'utf8');
const {version} = JSON.parse(read('package.json'));

// The folder may also hold files of earlier versions and of other commands.
const isOfRelease = name => /^yolotop(?:\.exe)?$/.test(name) || name === `yolotop-${version}.tgz` || (name.startsWith(`yolotop-${version}-`) && name.endsWith('.whl'));

writeFileSync(path.join(folder, 'third-party-notices.txt'), `${read('dist/third-party-notices.txt')}\n${'='.repeat(78)}\n\nThe executable and the wheels for one platform also contain Node.js.\n\n${read('build/release/node-24-license.txt')}`);
const names = [...readdirSync(folder).filter(name => isOfRelease(name)).toSorted((a, b) => a.localeCompare(b)), 'third-party-notices.txt'];
const sums = names.map(name => `${createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex')}  ${name}\n`).join('');
writeFileSync(path.join(folder, 'SHA256SUMS'), sums);
process.stdout.write(sums);
