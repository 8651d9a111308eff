import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs npm and gives what it wrote, whatever its exit code. */
export async function runNpm(
  args: string[],
  cwd: string,
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn('npm', args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, out, err };
}
