import type { Draft, Receipt, Verdict, VerifyInput } from '../../layers/core/answer/contract.ts';
import type { PromptBlock } from '../../layers/core/answer/modelPrompt.ts';
import { verify } from '../../layers/core/answer/verify.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import type { Passage } from '../../layers/core/knowledge/contract.ts';

export const makePassage = (overrides: Partial<Passage> = {}): Passage => ({
  id: 'returns#how-long-1',
  articleId: 'returns',
  title: 'Returns',
  heading: 'How long do I have?',
  text: 'You can return unworn items within 30 days of delivery. Items on final sale cannot be returned. Returns are free with the label from https://shop.example/returns.',
  topics: ['returns'],
  audience: 'customer',
  language: 'en',
  ...overrides,
});

export const makeReceipt = (overrides: Partial<Receipt> = {}): Receipt => ({
  id: 'case-1-cancel-order-1',
  action: 'cancel-order',
  text: 'Order 55120087 has been cancelled. The amount of €39.00 goes back to your card.',
  at: '2026-01-01T10:00:00Z',
  ...overrides,
});

export function judge(
  text: string,
  overrides: Partial<VerifyInput> = {},
  draft: Partial<Draft> = {},
): Verdict {
  const passages = overrides.passages ?? [makePassage()];
  return verify({
    draft: { text, citations: passages.map(({ id }) => id), receipts: [], source: 'model', ...draft },
    passages,
    question: 'how long can I return shoes?',
    channel: 'chat',
    language: 'en',
    brand: { name: 'Fennick', forbidden: [] },
    houseLines: [],
    ...overrides,
  });
}

export const rulesOf = (verdict: Verdict) => (verdict.ok ? [] : verdict.refusals.map(({ rule }) => rule));

export const makeAction = (overrides: Partial<Action> = {}): Action => ({
  id: 'cancel-order',
  title: 'Cancel an order',
  topics: ['cancel-order'],
  identity: 'verified',
  inputs: {
    orderNumber: {
      ask: 'What is your order number?',
      pattern: '^\\d{8}$',
      hint: 'eight digits, on your receipt',
    },
  },
  identify: { url: '{service}/orders/{orderNumber}', emailField: 'email', customerIdField: 'customerId' },
  request: {
    method: 'POST',
    url: '{service}/orders/{orderNumber}/cancel',
    body: { order: '{orderNumber}' },
    timeoutSeconds: 5,
  },
  receipt: 'Order {orderNumber} has been cancelled. The amount of {amount} goes back to your card.',
  notFound: 'I cannot find that order.',
  ...overrides,
});

/** What a model reads of a message. */
export const textOf = (content: PromptBlock[]) =>
  content.map(block => ('text' in block ? block.text : '')).join('\n');
