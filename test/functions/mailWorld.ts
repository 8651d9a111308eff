import { Readable } from 'node:stream';
import type { Incoming } from '../../layers/core/mail/incoming.ts';
import { receiveEmail } from '../../functions/receive-email/receiveEmail.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import { decide } from '../../layers/core/domain/decide.ts';
import type { DraftResult, TurnInput, TurnSoFar } from '../../layers/core/domain/turn.ts';
import type { FileStore } from '../../layers/core/files/fileStore.ts';
import { makeCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import type { MailVerdicts } from '../../layers/core/mail/authenticity.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { makeConfig, makeTriage } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

export const MARA = 'mara@mail.example';
export const PASSED: MailVerdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };
export const FORGED = { ...PASSED, spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' };

interface Wrote {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  headers?: Record<string, string>;
  verdicts?: MailVerdicts;
  returnPath?: string;
  id?: string;
}

export const MAIL = { from: 'help@shop.example', domain: 'shop.example', receive: {} };

/** A client whose AI answers every mail with one sentence, on the real store, opening and recording of turns. */
export function mailWorld(more: Parameters<typeof makeConfig>[0] = {}) {
  const config = makeConfig({ mail: MAIL, ...more });
  const world = makeWorld({ config });
  const raw = new Map<string, Buffer>();
  const kept = new Map<string, string>();
  const files: FileStore = {
    openMail: async id => Readable.from([raw.get(id)!]),
    keepFile: async (mail, file, { type }) => void kept.set(`${mail}/${file}`, type),
  };
  const turns: TurnInput[] = [];
  const broken = { times: 0 };
  const runTurn = async (input: TurnInput) => {
    turns.push(input);
    const opened = await openCase(input, { ...world, config });
    if (opened.recorded) return opened.recorded;
    const soFar: TurnSoFar = {
      turnId: input.turnId,
      text: input.text,
      caseId: opened.case.caseId,
      epoch: opened.case.epoch,
    };
    if (opened.mayAnswer) {
      const thanks = /^thanks/i.test(input.text);
      soFar.decision = decide({
        text: input.text,
        triage: makeTriage(thanks ? { act: 'thanks' } : {}),
        sure: true,
        case: opened.case,
        config,
        channel: input.channel,
        withinHours: true,
        askedForMore: false,
        forPerson: input.forPerson,
      });
      const drafted: DraftResult = {
        kind: 'draft',
        language: 'en',
        draft: {
          text: 'It is valid for 5 years.',
          citations: ['gift-cards#1'],
          receipts: [],
          source: 'model',
        },
      };
      if (soFar.decision.route === 'answer') {
        soFar.drafted = drafted;
        soFar.verdict = { ok: true };
      }
    }
    const passage = { id: 'gift-cards#1', title: 'Gift cards' };
    const release = { config, knowledge: () => ({ search: () => [], passage: () => passage }) };
    return recordTurn(soFar, { ...world, release: release as never });
  };
  const workflows: Workflows = {
    ...world.workflows,
    async runSync<T>(_arn: string, input: unknown) {
      if (broken.times-- > 0) return { ok: false as const, error: 'TurnUnavailable' };
      return { ok: true as const, output: (await runTurn(input as TurnInput)) as T };
    },
  };
  const deps = {
    ...world,
    config,
    mails: world.addresses,
    files,
    teamFiles: world.files,
    workflows,
    turnArn: 'turn',
    attempts: createAttempts(world.table, world.now),
  };
  let count = 0;
  const write = ({ from = MARA, to = 'help@shop.example', subject = 'Gift card', ...rest }: Wrote = {}) => {
    const id = rest.id ?? `ses${++count}`;
    const headers = { 'Message-ID': `<m${count}@mail.example>`, ...rest.headers };
    const lines = Object.entries({ From: `Mara <${from}>`, To: to, Subject: subject, ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    raw.set(id, Buffer.from(`${head}\r\n\r\n${rest.text ?? 'How long is a gift card valid?'}\r\n`));
    const incoming: Incoming = {
      id,
      returnPath: rest.returnPath ?? from,
      recipients: [to],
      verdicts: rest.verdicts ?? PASSED,
    };
    return receiveEmail(incoming, deps);
  };
  const caseAddress = (caseId: string) =>
    makeCaseAddress({ purpose: 'case', caseId }, 'shop.example', 'link-key');
  return { ...world, config, deps, write, turns, kept, broken, caseAddress };
}
