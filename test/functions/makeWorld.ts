import { createIdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import type { ChatVoice } from '../../layers/core/connect/chatVoice.ts';
import type { Calls } from '../../layers/core/connect/calls.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Bus } from '../../layers/core/events/bus.ts';
import type { Mail, Mailer } from '../../layers/core/mail/mailer.ts';
import { createCustomerMails } from '../../layers/core/mail/customerMails.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createFileOffers } from '../../layers/core/speaking/offerFiles.ts';
import { createCaseFiles } from '../../layers/core/store/caseFiles.ts';
import { createHeardMessages } from '../../layers/core/store/heard.ts';
import { createLimits } from '../../layers/core/store/limits.ts';
import { createLinkCodes } from '../../layers/core/store/linkCodes.ts';
import type { ClientService } from '../../layers/core/service/clientService.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { createAudit } from '../../layers/core/store/audit.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import { createCorrections } from '../../layers/core/store/corrections.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { createMailStore } from '../../layers/core/store/mailStore.ts';
import { createVisits } from '../../layers/core/store/visits.ts';
import { createUploads } from '../../layers/core/store/uploads.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { createMemoryTable } from '../core/memoryTable.ts';
import { makeConfig, NOW } from '../core/makeCase.ts';

/** Everything around the functions, in memory, with a clock that is moved by hand and a record of what went out. */
export function makeWorld(overrides: { config?: ClientConfig } = {}) {
  let time = NOW.getTime();
  const now = () => new Date(time);
  const table = createMemoryTable();
  const store = createCaseStore({ table, retentionDays: 30, now });
  const config = overrides.config ?? makeConfig();
  const mails: Mail[] = [];
  const chat: { contactId: string; name: string; text: string; key: string }[] = [];
  const closed: string[] = [];
  const tasks: string[] = [];
  const emails: { key: string; to: string; from: object; subject: string; text: string }[] = [];
  const called: string[] = [];
  const asked: Parameters<Contacts['askForSkills']>[0][] = [];
  const woken: { token: string; output: unknown }[] = [];
  const started: string[] = [];
  const notified: string[] = [];
  const priorities: string[] = [];
  const withdrawn: string[] = [];
  const online: { agents: number | undefined; email: boolean } = { agents: 1, email: true };
  const endedChats = new Set<string>();
  /** What `start-chat` wrote on contacts. */
  const attributes = new Map<string, Record<string, string>>();
  const running = new Set<string>();

  const mailer: Mailer = {
    send: async mail => {
      mails.push(mail);
      return `mail-${mails.length}`;
    },
  };
  const voice: ChatVoice = {
    say: async ({ contactId, name, text, key, connection }) => {
      if (endedChats.has(contactId)) return undefined;
      chat.push({ contactId, name, text, key });
      return { connection: connection ?? `connection-${contactId}` };
    },
  };
  const contacts: Contacts = {
    startChat: async ({ key }) => ({ contactId: `chat-${key}`, participantId: 'p', participantToken: 't' }),
    startTask: async ({ key }) => {
      tasks.push(key);
      return { contactId: key };
    },
    startEmail: async ({ key, to, from, subject, text }) => {
      emails.push({ key, to, from, subject, text });
      return online.email && { contactId: key };
    },
    withdraw: async contactId => void withdrawn.push(contactId),
    setPriority: async (contactId, priority) => void priorities.push(`${contactId}:${priority}`),
    askForSkills: async asking => asked.push(asking) > 0,
    agentsOnline: async () => online.agents,
    hasEnded: async contactId => endedChats.has(contactId),
    attributes: async contactId => attributes.get(contactId) ?? {},
    tellCase: async (contactId, caseId) =>
      void attributes.set(contactId, { ...attributes.get(contactId), caseId }),
  };
  const calls: Calls = {
    waiting: async () => ({ position: 2, seconds: 150 }),
    call: async ({ key }) => {
      called.push(key);
      return true;
    },
  };
  const workflows: Workflows = {
    runSync: async () => ({ ok: false, error: 'none' }),
    start: async (_arn, name) => {
      started.push(name);
      return 'started';
    },
    isRunning: async (_arn, name) => running.has(name),
    succeed: async (token, output) => {
      woken.push({ token, output });
      return 'taken';
    },
  };
  const bus: Bus = {
    caseClosed: async ({ caseId }) => {
      closed.push(caseId);
    },
  };
  const measured: { channel: string; values: object }[] = [];
  const figures = {
    put: (channel: string, values: object) => void measured.push({ channel, values }),
  };
  const notifier = { notify: async (subject: string) => void notified.push(subject) };
  const linkKey = async () => 'link-key';
  const links = createLinks('https://help.shop.example', linkKey, now);
  const uploads = new Map<string, number>();
  const beginnings = new Map<string, { bytes: Uint8Array; size: number }>();
  const failed: string[] = [];
  /** The client's service: one order of one customer. */
  const requests: string[] = [];
  const clientService: ClientService = {
    get: async url => {
      requests.push(`GET ${url}`);
      return url.endsWith('/1001')
        ? { ok: true, json: { email: 'jo@mail.example', customerId: 'K-1' } }
        : { ok: false, why: 'not-found' };
    },
    send: async ({ method, url }) => {
      requests.push(`${method} ${url}`);
      return { ok: true, json: { status: 'cancelled' } };
    },
  };
  const options = { table, retentionDays: 30, now };
  const corrections = createCorrections(options);
  const presence = createPresence(options);
  const heard = createHeardMessages(options);
  const topics = [
    {
      id: 'returns',
      title: 'Returns',
      examples: ['x'],
      complexity: 'simple' as const,
      urgency: 'normal' as const,
    },
  ];
  const addresses = createMailStore(table, { retentionDays: 30, now });
  const customerMails = createCustomerMails({ mailer, mails: addresses, config, linkKey });
  return {
    corrections,
    presence,
    audit: createAudit(options),
    /** What `work-case` needs. */
    work: {
      store,
      voice,
      contacts,
      workflows,
      config,
      topics,
      corrections,
      presence,
      mails: async () => customerMails,
      mailer: async () => mailer,
      actions: {
        store,
        attempts: createAttempts(table, now),
        clientName: config.name,
        serviceUrl: 'https://service.example',
        service: clientService,
        codes: createIdentityCodes(async () => mailer, linkKey, createAttempts(table, now)),
        now,
      },
      figures,
      now,
    },
    figures,
    measured,
    store,
    heard,
    settings: async () => config,
    table,
    config,
    now,
    mailer,
    addresses,
    customerMails,
    voice,
    contacts,
    calls,
    workflows,
    bus,
    team: notifier,
    operations: notifier,
    linkKey,
    links,
    offerFiles: createFileOffers(links),
    files: createCaseFiles({ table, retentionDays: 30, now }),
    codes: createLinkCodes(table),
    limits: createLimits(table, now),
    bucket: {
      uploadUrl: async (key: string) => `https://files.example/${key}`,
      downloadUrl: async (key: string) => `https://files.example/${key}?download`,
      put: async (key: string, { content }: { content: Uint8Array }) => void uploads.set(key, content.length),
      size: async (key: string) => uploads.get(key),
      beginning: async (key: string) => beginnings.get(key),
    },
    failed: (way: string) => void failed.push(way),
    release: {
      config,
      knowledge: () => ({ search: () => [], passage: () => undefined }),
      topics,
    },
    sent: {
      mails,
      chat,
      closed,
      tasks,
      emails,
      called,
      asked,
      woken,
      started,
      notified,
      priorities,
      withdrawn,
      requests,
    },
    uploads,
    beginnings,
    attributes,
    checkedFiles: createUploads(options),
    visits: createVisits(table, linkKey, now),
    failures: failed,
    endedChats,
    online,
    running,
    advance: (milliseconds: number) => void (time += milliseconds),
  };
}
export type World = ReturnType<typeof makeWorld>;
