import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { surveyToken } from '../../web/chat/surveyLink.ts';
import { bundleWidget } from '../../web/bundle.ts';

const KILOBYTE = 1024;
const compressed = (bytes: Uint8Array) => gzipSync(bytes).length / KILOBYTE;

test('a page of the client loads less than 8 kB for the button, and less than 40 kB until the chat is joined', async () => {
  const widget = compressed(await bundleWidget('web'));
  expect(widget).toBeLessThan(8);
  // As web/bundle.ts does it: Connect's library is a part of its own, loaded with the first chat.
  const { metafile, outputFiles } = await build({
    entryPoints: ['web/chat/chat.ts', 'web/chat/chat.css'],
    outdir: 'out',
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    target: ['es2022'],
    define: { global: 'globalThis' },
    metafile: true,
    write: false,
  });
  const isLater = (path: string) =>
    Object.keys(
      metafile.outputs[Object.keys(metafile.outputs).find(output => path.endsWith(output))!]!.inputs,
    ).some(input => input.includes('amazon-connect-chatjs'));
  const first = outputFiles.filter(({ path }) => !isLater(path));
  expect(outputFiles.length - first.length).toBe(1);
  const chat = first.reduce((sum, { contents }) => sum + compressed(contents), 0);
  expect(widget + chat).toBeLessThan(40);
  console.log(`widget.js ${widget.toFixed(1)} kB, the chat in its frame ${chat.toFixed(1)} kB (gzip)`);
});

test.each([
  ['How did we do? https://help.example/survey/s.C-1.2.abc_-d.sig', 's.C-1.2.abc_-d.sig'],
  ['See https://help.example/survey/s.C-1.', 's.C-1'],
  ['How did we do? https://evil.example/survey/s.C-1', undefined],
  ['https://help.example/reply/h.C-1', undefined],
])('the survey in %j: %s', (text, token) => {
  expect(surveyToken(text, 'https://help.example/')).toBe(token);
});
