import type { Case, Customer } from '../../layers/core/domain/case.ts';
import { ClientSchema, type ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Triage } from '../../layers/core/domain/triage.ts';
import * as v from 'valibot';

export const NOW = new Date('2026-11-24T10:00:00Z'); // a Tuesday

export const makeCase = (overrides: Partial<Case> = {}): Case => ({
  caseId: 'C-TEST',
  state: 'with-ai',
  owner: 'ai',
  epoch: 1,
  channel: 'chat',
  contactId: 'contact-1',
  contactOpen: true,
  customer: STRANGER,
  openedAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
  urgency: 'normal',
  sentiment: 'neutral',
  complexity: 'simple',
  language: 'en',
  failedTries: 0,
  recontacts: 0,
  ...overrides,
});

/** Somebody of whom nothing is known. */
export const STRANGER: Customer = { identity: 'none', attributes: {} };

export const makeTriage = (overrides: Partial<Triage> = {}): Triage => ({
  topic: 'returns',
  others: [],
  act: 'enquiry',
  urgency: 'normal',
  sentiment: 'neutral',
  complexity: 'simple',
  language: 'en',
  wantsPerson: false,
  confidence: 0.95,
  reasons: ['like an example'],
  ...overrides,
});

type ConfigInput = v.InferInput<typeof ClientSchema>;

export const makeConfig = (overrides: Partial<ConfigInput> = {}): ClientConfig =>
  v.parse(ClientSchema, {
    client: 'test-shop',
    name: 'Test Shop',
    instanceAlias: 'test-shop-1',
    brand: { voice: 'Friendly.', greeting: 'Hello.', signature: 'Your Test Shop' },
    mail: { from: 'help@shop.example', domain: 'shop.example' },
    pages: { url: 'https://help.shop.example' },
    hours: {
      timeZone: 'UTC',
      days: Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map(day => [
          day,
          { open: '09:00', close: '17:00' },
        ]),
      ),
    },
    retentionDays: 365,
    answers: { model: { id: 'model-1' } },
    boundaries: { default: 'auto', topics: { chargeback: 'human', sizing: 'draft' } },
    triggers: [],
    queues: [
      { id: 'general', name: 'General' },
      { id: 'billing', name: 'Billing', topics: ['chargeback'] },
    ],
    agentSla: { critical: 5, high: 15, normal: 30, low: 60 },
    clientTeam: {
      name: 'Shop team',
      contacts: [
        { name: 'Kim', email: 'kim@shop.example' },
        { name: 'Lee', email: 'lee@shop.example' },
      ],
      sla: { critical: 30, high: 60, normal: 120, low: 240 },
    },
    operations: { email: 'ops@provider.example' },
    ...overrides,
  });
