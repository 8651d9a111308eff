import type { TriageTraining } from '../../layers/core/triage/contract.ts';

type TrainingTopic = TriageTraining['topics'][number];

const topic = (id: string, examples: string[], over: Partial<TrainingTopic> = {}): TrainingTopic => ({
  id,
  examples,
  complexity: 'simple',
  urgency: 'normal',
  ...over,
});

/** A small shop's topics, ten to twelve examples each: what a client starts with. */
export const SHOP: TrainingTopic[] = [
  topic('order-status', [
    'where is my order',
    'when will my package arrive',
    'track my order',
    'my parcel has not arrived yet',
    'what is the status of my delivery',
    'how long until my order is delivered',
    'I ordered last week and nothing came',
    'has my order been shipped',
    'I need the tracking number of my order',
    'the courier never showed up with my parcel',
  ]),
  topic('refund', [
    'I want a refund',
    'how do I get my money back',
    'when will I be refunded',
    'return this item for a refund',
    'refund for a damaged product',
    'my refund has not arrived',
    'can I get my money back for the shoes',
    'please refund my purchase',
    'give me my money back',
    'how long does a refund take',
  ]),
  topic(
    'password-reset',
    [
      'I forgot my password',
      'reset my password',
      'I cannot log in to my account',
      'my login does not work',
      'the password reset link never came',
      'how do I change my password',
      'I am locked out of my account',
      'I need a new password',
      'sign in fails with my password',
      'the site says my password is wrong',
    ],
    { urgency: 'high' },
  ),
  topic('shipping-costs', [
    'how much is shipping',
    'do you ship to Austria',
    'what are the delivery costs',
    'is delivery free',
    'shipping price for other countries',
    'do you deliver to Switzerland',
    'cost of express shipping',
    'from which amount is shipping free',
    'do you deliver internationally',
    'how high is the shipping fee',
  ]),
  topic('cancel-order', [
    'cancel my order',
    'I want to cancel what I bought',
    'please stop my order',
    'can I still cancel',
    'how do I cancel an order I placed today',
    'cancel the purchase',
    'I ordered by mistake, cancel it',
    'undo my order',
    'I do not want the order any more',
    'cancel it before it ships',
  ]),
  topic(
    'billing-dispute',
    [
      'my invoice is wrong',
      'I was charged twice',
      'there is a mistake on my bill',
      'why was I charged this amount',
      'the invoice does not match my order',
      'you took too much money from my card',
      'I do not understand this charge',
      'double payment on my statement',
      'the bill shows the wrong address',
      'correct my invoice please',
    ],
    { complexity: 'complex' },
  ),
];

export const training = (over: Partial<TriageTraining> = {}): TriageTraining => ({
  topics: SHOP,
  wrongPerHundred: 2,
  ...over,
});

/** What a shop's customers may write that is none of its business, in no form the engine was taught. */
export const UNSEEN_FOREIGN: readonly string[] = [
  'my landlord wants to raise the rent, is he allowed to',
  'the bus to the harbour was late again this morning',
  'which vaccination does a child need before school',
  'our choir is looking for a tenor',
  'the new mayor promised more cycle lanes',
  'please water my tomatoes while I am away',
  'could you book me a table for four at the Italian place',
  'I would like to complain about the noise from the building site',
  'the exam is next Tuesday and I have not started studying',
  'does anyone know a good dentist around here',
  'my grandmother turns ninety on Saturday',
  'the printer at the office is jammed',
];
