import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import {
  draftAnswer,
  type DraftAnswerDependencies,
  type DraftAnswerInput,
} from '../../functions/draft-answer/draftAnswer.ts';
import { createIdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import { conclude } from '../../layers/core/answer/conclude.ts';
import { verifyDraft } from '../../layers/core/answer/verifyDraft.ts';
import { createGuardrail } from '../../layers/core/bedrock/guardrail.ts';
import { createModel, modelsOf } from '../../layers/core/bedrock/model.ts';
import type { Case, Customer } from '../../layers/core/domain/case.ts';
import type { Action, Article } from '../../layers/core/domain/clientConfig.ts';
import type { Decision } from '../../layers/core/domain/decide.ts';
import type { Channel, Triage } from '../../layers/core/domain/triage.ts';
import type { Exchange } from '../../layers/core/domain/turn.ts';
import { compileKnowledge, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import type { ServiceReply, ServiceRequest } from '../../layers/core/service/clientService.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { makeCase, makeConfig, makeTriage, NOW } from '../core/makeCase.ts';
import { makeWorld } from '../functions/makeWorld.ts';
import { SHOP } from '../knowledge/articles.ts';
import { makeAction } from './builders.ts';

type Config = Parameters<typeof makeConfig>[0];
export interface DeskOptions {
  config?: Config;
  actions?: Action[];
  articles?: Article[];
  /** What Bedrock answers; an error is thrown. */
  model: (input: ConverseCommandInput, nth: number) => Partial<ConverseCommandOutput> | Error;
  guardrail?: { id: string; version: string };
  lookUp?: ServiceReply;
  reply?: ServiceReply;
  caseOverrides?: Partial<Case>;
  timeLeft?: () => number;
  /** What the articles mean, and how a question is embedded. */
  vectors?: Uint8Array;
  embed?: DraftAnswerDependencies['embed'];
}

const SHOP_INDEX = loadKnowledge(compileKnowledge(SHOP).bytes);

const act = (text: string): Triage['act'] =>
  /^(?:yes|ja|sure|ok)\W*$/i.test(text) ? 'yes' : /^(?:no|nein)\W*$/i.test(text) ? 'no' : 'enquiry';

/** Text as a model's reply. */
export const replies = (value: unknown): Partial<ConverseCommandOutput> => ({
  output: {
    message: {
      role: 'assistant',
      content: [{ text: typeof value === 'string' ? value : JSON.stringify(value) }],
    },
  },
  stopReason: 'end_turn',
});
export const answers = (answer: string, citations: string[], sure = true) =>
  replies({ answer, citations, sure });
export const asksFor = (name: string, input: unknown): Partial<ConverseCommandOutput> => ({
  output: {
    message: {
      role: 'assistant',
      content: [{ toolUse: { toolUseId: 'use-1', name, input: input as never } }],
    },
  },
  stopReason: 'tool_use',
});
/** A prompt as the model sees it, in one text. */
export const seen = ({ system, messages }: ConverseCommandInput) =>
  JSON.stringify([system, messages]).replace(/\\"/g, '"').replace(/\\n/g, '\n');

/**
 * The answer part of a turn as it is: search, prompt, Converse's request and reply, action dialog with store, codes and
 * counts, verify, conclude. Only Bedrock, the client's service and the clock are played.
 */
export function makeAnswerDesk(options: DeskOptions) {
  const config = makeConfig({
    actions: options.actions ?? [makeAction()],
    languages: ['en', 'de'],
    ...options.config,
  });
  const world = makeWorld({ config });
  const { articles, vectors } = options;
  const index =
    articles || vectors ? loadKnowledge(compileKnowledge(articles ?? SHOP).bytes, { vectors }) : SHOP_INDEX;
  const release = { number: 1, config, topics: [], triage: () => undefined as never, knowledge: () => index };
  const bedrock = mockClient(BedrockRuntimeClient);
  const prompts: ConverseCommandInput[] = [];
  bedrock.on(ConverseCommand).callsFake(async (input: ConverseCommandInput) => {
    const given = options.model(input, prompts.push(structuredClone(input)));
    if (given instanceof Error) throw given;
    return given;
  });
  const sent: { request: ServiceRequest; key: string }[] = [];
  const failures: string[] = [];
  const attempts = createAttempts(world.table, world.now);
  const client = new BedrockRuntimeClient({ region: 'eu-west-1' });
  const deps = {
    release,
    store: world.store,
    attempts,
    clientName: config.name,
    serviceUrl: 'https://service.example',
    service: {
      get: async () =>
        options.lookUp ?? {
          ok: true as const,
          json: { email: 'sam@example.com', customerId: 'c-9' },
        },
      send: async (request: ServiceRequest, key: string) => {
        sent.push({ request, key });
        return options.reply ?? { ok: true as const, json: { amount: '€39.00' } };
      },
    },
    codes: createIdentityCodes(
      async () => world.mailer,
      async () => 'key',
      attempts,
    ),
    model: createModel(modelsOf(config), options.guardrail, client),
    guardrail: createGuardrail(options.guardrail, client),
    onModelFailure: (error: string) => void failures.push(error),
    embed: options.embed,
    timeLeft: options.timeLeft ?? (() => 10_000),
    now: world.now,
  };

  let current = makeCase(options.caseOverrides);
  const history: Exchange[] = [];
  let turns = 0;
  /** One message of the customer; what they hear, and everything that was decided on the way. */
  async function say(
    text: string,
    more: {
      channel?: Channel;
      parts?: Decision['parts'];
      route?: Decision['route'];
      triage?: Partial<Triage>;
    } = {},
  ) {
    const turnId = `contact-1:${String(++turns).padStart(4, '0')}`;
    const decision: Decision = {
      route: current.dialog ? 'act' : (more.route ?? 'answer'),
      triage: makeTriage({ act: act(text), ...more.triage }),
      sure: !current.dialog,
      failedTry: false,
      ...(current.dialog && { action: current.dialog.action }),
      ...(more.route === 'act' && { action: config.actions[0]!.id }),
      ...(more.parts && { parts: more.parts }),
    };
    const channel = more.channel ?? 'chat';
    // A mail brings an address at most; a chat of this desk came with what the case knows.
    const bringing: Customer =
      channel === 'email' ? { identity: 'claimed', attributes: {} } : current.customer;
    const input: DraftAnswerInput = {
      turn: { turnId, contactId: 'contact-1', channel, text, customer: bringing },
      opened: { case: current, history: [...history] },
      decision,
    };
    const drafted = await draftAnswer(input, deps);
    const verdict =
      drafted.kind === 'draft'
        ? verifyDraft(
            { draft: drafted.draft, question: text, history, channel, language: drafted.language },
            release,
          )
        : undefined;
    const soFar = { turnId, text, caseId: current.caseId, epoch: current.epoch, decision, drafted, verdict };
    const concluded = conclude({ turn: soFar, case: current, config, now: NOW.getTime() });
    current = { ...current, ...concluded.changes };
    history.push({ customer: text, reply: concluded.reply });
    return { heard: concluded.reply, concluded, drafted, verdict };
  }
  const code = () => /\d{6}/.exec(world.sent.mails.at(-1)?.text ?? '')?.[0] ?? '';
  return { say, sent, prompts, bedrock, failures, world, code, config, customer: () => current.customer };
}
