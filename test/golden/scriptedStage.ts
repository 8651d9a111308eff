import type { Case, Turn } from '../../layers/core/domain/case.ts';
import type { AgentMove, ApiReply, ChatMessage, Stage, StageMail } from '../../cli/golden/stage.ts';

export function makeCase(overrides: Partial<Case> = {}): Case {
  return {
    caseId: 'C-1',
    state: 'with-ai',
    owner: 'ai',
    epoch: 1,
    channel: 'chat',
    contactId: 'contact-1',
    contactOpen: true,
    customer: { identity: 'none', attributes: {} },
    openedAt: '2026-03-02T09:00:00.000Z',
    updatedAt: '2026-03-02T09:00:00.000Z',
    urgency: 'normal',
    sentiment: 'neutral',
    complexity: 'simple',
    language: 'en',
    failedTries: 0,
    recontacts: 0,
    ...overrides,
  };
}

export function makeTurn(overrides: Partial<Turn> = {}): Turn {
  return {
    turnId: 'contact-1:1',
    caseId: 'C-1',
    contactId: 'contact-1',
    channel: 'chat',
    at: '2026-03-02T09:00:01.000Z',
    customer: 'hello',
    reply: {
      text: 'Hello.',
      by: 'ai',
      at: '2026-03-02T09:00:01.000Z',
      via: 'bot',
      citations: [{ id: 'returns#how-1', title: 'Returns' }],
    },
    decision: {
      topic: 'returns',
      confidence: 0.9,
      urgency: 'normal',
      sentiment: 'neutral',
      route: 'answer',
      reasons: [],
    },
    ...overrides,
  };
}

/** A support system of a few lines: it answers by a script and records what is done to it. */
export interface ScriptedStage extends Stage {
  said: ChatMessage[];
  sent: StageMail[];
  moves: AgentMove[];
  links: { method: string; path: string; body: unknown }[];
  advanced: number;
  chats: { resume?: string; identityToken?: string }[];
}

export interface Script {
  replies?: Record<string, string>;
  cases?: { case: Case; turns: Turn[]; events: [] };
  agentReply?: ApiReply;
  linkReply?: ApiReply;
  published?: { topic: string; text: string }[];
}

export function scriptedStage({
  replies = {},
  cases,
  agentReply,
  linkReply,
  published = [],
}: Script = {}): ScriptedStage {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const requests: string[] = [];
  const stage: ScriptedStage = {
    said: [],
    sent: [],
    moves: [],
    links: [],
    chats: [],
    advanced: 0,
    clock: {
      now: () => now,
      advance: async ms => {
        now += ms;
        stage.advanced += ms;
      },
    },
    idle: async () => undefined,
    tickets: () => [],
    waiting: () => 0,
    queued: () => undefined,
    supervise: async () => ({ status: 200, body: {} }),
    transfer: async () => ({ status: 200, text: '' }),
    replyToTicket: async () => ({ status: 200, body: { taken: true } }),
    chatPosts: () => [],
    async startChat(request) {
      stage.chats.push(request);
      const said = (stage.said = [{ from: 'ai', name: 'Bot', text: 'Welcome.' }] as ChatMessage[]);
      return {
        contactId: `contact-${stage.chats.length}`,
        resume: 'resume-token',
        say: async text => {
          said.push({ from: 'customer', name: 'Customer', text });
          if (replies[text]) said.push({ from: 'ai', name: 'Bot', text: replies[text] });
          if (text === 'reset') {
            requests.push('POST /password-resets');
            stage.sent.push({
              to: ['mara@mail.example'],
              subject: 'Your code',
              text: 'Your code is 482913.',
              from: 'shop@shop.example',
              headers: {},
              messageId: '<1@email.amazonses.com>',
            });
          }
        },
        leave: async () => undefined,
        seen: async () => said,
      };
    },
    startCall: async () => {
      throw new Error('the scripted stage has no phone');
    },
    ringingCall: () => undefined,
    slowNextAnswer: () => undefined,
    fail: fault => ({ hit: () => 'block' in fault && stage.said.length > 1 }),
    signIdentity: async ({ customerId }) => `token of ${customerId}`,
    repeatLastTurn: async () => undefined,
    signIn: async () => undefined,
    agent: async move => {
      stage.moves.push(move);
      return agentReply ?? { status: 200, body: {} };
    },
    callLink: async (method, path, body) => {
      stage.links.push({ method, path, body });
      return linkReply ?? { status: 200, body: { ok: true } };
    },
    mailAddress: 'shop@shop.example',
    writeMail: async () => 'id',
    breakMail: () => undefined,
    mailOutcome: async () => ({ outcome: 'turn' }),
    readMailFile: async () => ({ url: 'http://file.example', type: 'image/png' }),
    readChatFile: async () => ({ url: 'http://file.example', type: 'image/png' }),
    mails: () => stage.sent,
    textMessages: () => [],
    notifications: () => (stage.chats.length > 0 ? published : []),
    serviceRequests: () => requests,
    caseOf: async () => cases,
  };
  return stage;
}
