import { createTransport } from 'nodemailer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run -s augment -- mail send FILE.eml [--client NAME] [--to ADDRESS] [--from ADDRESS]

Gives a raw mail to the client's cloud that runs on this machine (npm start), by SMTP as any mail program would.

  --client NAME   a folder below clients/ (demo)
  --to ADDRESS    envelope recipient; the mail's own To unless told
  --from ADDRESS  envelope sender; the mail's Return-Path or From unless told, "" for a bounce

A header "X-Local-Verdicts: spf=FAIL; dmarc=FAIL; spam=FAIL; virus=FAIL" says what the checks shall find; all pass without it.`;

/** `augment mail send`. @returns the exit code: 1 refused, 2 wrong use */
export async function sendMail(args: string[]): Promise<number> {
  const wrong = (what: string) => (console.error(`${what}\n\n${HELP}`), 2);
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        client: { type: 'string', default: 'demo' },
        to: { type: 'string' },
        from: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return wrong((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help) return (console.log(HELP), 0);
  const [file] = positionals;
  if (!file || positionals.length > 1) return wrong('Give one file.');
  if (!existsSync(file)) return wrong(`There is no file ${file}.`);
  const port = portOf(values.client);
  if (typeof port === 'string') return (console.error(port), 1);

  const raw = readFileSync(file);
  const envelope = envelopeOf(raw, values);
  if (envelope.to.length === 0) return wrong(`${file} names no recipient: give one with --to.`);
  try {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    const { response } = await transport.sendMail({ envelope, raw });
    console.log(`taken for ${envelope.to.join(', ')}: ${response}`);
    return 0;
  } catch (error) {
    console.error(`not taken: ${(error as Error).message}`);
    return 1;
  }
}

/** Where the client's cloud takes mail, or why it can't be said. */
function portOf(client: string): number | string {
  const endpoints = join(import.meta.dirname, '..', '..', '.local', client, 'state', 'endpoints.json');
  if (!existsSync(endpoints)) return `No cloud of ${client} runs here: npm start -- --client ${client}`;
  const { smtp } = JSON.parse(readFileSync(endpoints, 'utf8')) as { smtp?: number };
  return smtp ?? `${client} takes no mail: its client.yaml has no mail.receive`;
}

/** Sender and recipients as the mail's own header names them. */
export function envelopeOf(
  raw: Uint8Array,
  told: { to?: string; from?: string },
): { from: string; to: string[] } {
  const [head = ''] = Buffer.from(raw)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  const value = (name: string) =>
    new RegExp(`^${name}:((?:[^\\n]*)(?:\\n[ \\t][^\\n]*)*)`, 'im').exec(head)?.[1]?.trim();
  const bare = (text = '') => text.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [];
  const returnPath = value('return-path');
  const from = told.from ?? (returnPath === undefined ? bare(value('from'))[0] : bare(returnPath)[0]) ?? '';
  return { from, to: told.to ? [told.to] : bare(value('to')) };
}
