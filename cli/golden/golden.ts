import * as v from 'valibot';
import { CASE_STATES } from '../../layers/core/domain/case.ts';
import { KINDS } from '../verify/faults/kinds.ts';

/**
 * A golden: a conversation with the outcome it must have (`clients/<client>/goldens/*.yaml`). Steps run in order; what is
 * expected of the system must be there once the cloud is idle. `{name}` in any text is a value captured earlier.
 */
const texts = v.optional(v.array(v.string()), []);

/** What a message, mail or notification must look like; `contains` and `excludes` ignore case. */
const Expected = {
  contains: texts,
  excludes: texts,
  /** name → regular expression with one group, kept for later steps. */
  capture: v.optional(v.record(v.string(), v.string()), {}),
};

/** A file with a text in it. */
const Attached = v.strictObject({ name: v.string(), text: v.string() });

const span = v.pipe(v.string(), v.regex(/^\d+[smhd]$/));

/** Calls only. Who speaks or presses waits until the voice has finished, unless they barge in. */
const CallSteps = [
  v.strictObject({ bargeIn: v.string() }),
  v.strictObject({ keys: v.pipe(v.string(), v.regex(/^(?:[0-9*#]|\{[A-Za-z]\w*\})+$/)) }),
  /** Nothing is said or pressed for so long, counted from when the voice has finished. */
  v.strictObject({ silence: span }),
  v.strictObject({ lineBreaks: v.literal(true) }),
  /** The next answer takes so long: what is said meanwhile can be heard. */
  v.strictObject({ slow: span }),
  /** The customer's phone rings, and is taken or left. */
  v.strictObject({ phoneRings: v.picklist(['taken', 'not-taken']) }),
  /** What only the agent hears before the customer. */
  v.strictObject({ whisper: v.strictObject(Expected) }),
] as const;

/**
 * Something fails once, the next time it is done: a call, as `npm run verify:faults` names them; or a block of a flow, by an
 * error that the service has for it.
 */
const FaultStep = v.strictObject({
  fault: v.union([
    v.strictObject({ call: v.string(), kind: v.picklist(KINDS) }),
    v.strictObject({
      block: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z0-9-]+$/, 'a flow and its block, "main/talk"')),
      error: v.optional(v.string(), 'NoMatchingError'),
    }),
  ]),
});
export type StatedFault = v.InferOutput<typeof FaultStep>['fault'];

const Step = v.union([
  FaultStep,
  v.strictObject({ customer: v.string() }),
  ...CallSteps,
  /** The same Lex invocation delivered a second time: must change nothing. */
  v.strictObject({ repeat: v.literal('last-turn') }),
  v.strictObject({ customerLeaves: v.literal(true) }),
  /** Others write to the client as well, and stay until they leave: so many chats in which this is said. */
  v.strictObject({
    others: v.union([
      v.strictObject({
        chats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
        say: v.string(),
      }),
      v.literal('leave'),
    ]),
  }),
  /** A new chat of the same customer: with the browser's resume token, or as a stranger. */
  v.strictObject({ customerReturns: v.picklist(['resume', 'stranger']) }),
  /** The next message the customer sees from the AI or the flow; several may be skipped to find it. */
  v.strictObject({
    ai: v.strictObject({
      ...Expected,
      topic: v.optional(v.nullable(v.string())),
      cites: v.optional(v.string()),
    }),
  }),
  /** The next message the customer sees from a person (agent or client team) in the chat. */
  v.strictObject({ person: v.strictObject(Expected) }),
  v.strictObject({
    mail: v.strictObject({
      to: v.string(),
      count: v.optional(v.number()),
      /** It answers the last mail of its receiver: thread headers, an address of the case to answer to, text and HTML. */
      threaded: v.optional(v.literal(true)),
      ...Expected,
    }),
  }),
  /** Somebody writes a mail: the customer to the client's public address, unless told. */
  v.strictObject({
    writesMail: v.strictObject({
      from: v.optional(v.string()),
      /** An address, or `reply`: an answer to the last mail they got. */
      to: v.optional(v.string()),
      subject: v.optional(v.string()),
      text: v.string(),
      headers: v.optional(v.record(v.string(), v.string()), {}),
      /** Names of pictures that come with it. */
      files: v.optional(v.array(v.string()), []),
      attach: v.optional(Attached),
      /** The function that reads it can't get it, however often it tries. */
      unreadable: v.optional(v.literal(true)),
      /** What the checks find, `spf=FAIL; dmarc=FAIL`; all pass unless told. */
      checks: v.optional(v.string()),
      /** `turn` unless told; else e.g. `ignored: auto-reply`. */
      outcome: v.optional(v.string()),
    }),
  }),
  /** A text message that went to this number: the last one that fits. */
  v.strictObject({
    textMessage: v.strictObject({ to: v.string(), count: v.optional(v.number()), ...Expected }),
  }),
  v.strictObject({
    notification: v.strictObject({ topic: v.picklist(['handoff', 'operations']), ...Expected }),
  }),
  v.strictObject({
    agent: v.union([
      /** Becomes available in the contact panel, and takes nothing yet. */
      v.literal('signIn'),
      v.literal('accept'),
      /** The same without the contact panel. */
      v.literal('takeFromList'),
      /** Sends the AI's draft as it is, or edited; or refuses it with why. */
      v.literal('sendDraft'),
      v.strictObject({ sendDraft: v.string() }),
      v.strictObject({ rejectDraft: v.string() }),
      /** To another queue, or back into its own. */
      v.strictObject({ transfer: v.string(), priority: v.optional(v.number()) }),
      v.literal('release'),
      v.strictObject({ reply: v.string() }),
      /** In a call. */
      v.strictObject({ say: v.string() }),
      v.strictObject({ resolve: v.string() }),
      v.strictObject({ handOff: v.string() }),
      v.strictObject({ backToAi: v.string() }),
    ]),
    /** Which demo agent; Ada unless told. */
    as: v.optional(v.string()),
    /** The HTTP status when it must be refused, e.g. 409. */
    refused: v.optional(v.number()),
  }),
  /** A supervisor, who takes no contacts, sees to it that another agent or queue has the case, or how soon. */
  v.strictObject({
    supervisor: v.union([
      /** To a demo agent, whose workspace is open. */
      v.strictObject({ assign: v.string() }),
      v.strictObject({ transfer: v.string(), priority: v.optional(v.number()) }),
      v.strictObject({ priority: v.number() }),
    ]),
  }),
  /** Where the customer's own contact waits in Connect: a queue of client.yaml, or an agent's own; and at whom it rings. */
  v.strictObject({
    waitsIn: v.union([
      v.strictObject({ queue: v.string(), priority: v.optional(v.number()) }),
      v.strictObject({ agent: v.string() }),
    ]),
    ringsAt: v.optional(v.nullable(v.string())),
  }),
  /** The client team opens the link captured under `link` and answers. */
  v.strictObject({
    clientTeam: v.union([
      v.strictObject({ answer: v.string() }),
      v.strictObject({ instruct: v.string() }),
      v.strictObject({ decline: v.string() }),
      v.strictObject({ takeOver: v.string() }),
    ]),
    /** A file that goes with it. */
    attach: v.optional(Attached),
    refused: v.optional(v.number()),
  }),
  /** The customer fetches the file by the newest link to one, in the chat or a mail. */
  v.strictObject({ file: v.strictObject({ name: v.string(), ...Expected }) }),
  /** The client team asks for a new link, on the page of the one captured under `link`. */
  v.strictObject({ newLink: v.literal(true) }),
  /** The client team asks for the code that opens the link, where the client wants one; capture it as `code`. */
  v.strictObject({ linkCode: v.literal(true) }),
  /** The newest ticket in the client's own system. */
  v.strictObject({ ticket: v.strictObject({ count: v.optional(v.number()), ...Expected }) }),
  /** The client team writes on it: a public reply, or a note that stays inside unless it begins with a command. */
  v.strictObject({
    ticketReply: v.union([v.strictObject({ public: v.string() }), v.strictObject({ note: v.string() })]),
    attach: v.optional(Attached),
  }),
  /** What was posted to the team's chat tool. */
  v.strictObject({ chatTool: v.strictObject(Expected) }),
  /** A file of the customer's last mail, fetched by whoever reads the case. */
  v.strictObject({ mailFile: v.strictObject({ name: v.string(), type: v.string() }) }),
  /** The customer sends a file in the chat, by Connect's own way. */
  v.strictObject({
    sendsFile: v.strictObject({
      name: v.string(),
      /** Ending of what it is, where its name lies; `exe` begins like a program. */
      isReally: v.optional(v.string()),
      kilobytes: v.optional(v.number(), 1),
      outcome: v.optional(v.picklist(['APPROVED', 'REJECTED']), 'APPROVED'),
    }),
  }),
  /** A file of the chat, fetched by whoever reads the case. */
  v.strictObject({
    chatFile: v.union([
      v.strictObject({ name: v.string(), type: v.string() }),
      v.strictObject({ name: v.string(), refused: v.picklist(['number', 'unchecked']) }),
    ]),
  }),
  /** The customer presses "talk to a person" on the page of the link captured as `person`. */
  v.strictObject({ personLink: v.literal(true) }),
  v.strictObject({ survey: v.strictObject({ score: v.number(), recommend: v.optional(v.number()) }) }),
  /** The customer asks on the chat page for the chat by mail, with the code where one was mailed. */
  v.strictObject({
    transcript: v.strictObject({
      email: v.optional(v.string()),
      code: v.optional(v.string()),
      refused: v.optional(v.number()),
    }),
  }),
  /** Moves the clock: "90s", "10m", "2h", "3d". */
  v.strictObject({ advance: span }),
  v.strictObject({
    case: v.strictObject({
      state: v.optional(v.picklist(CASE_STATES)),
      owner: v.optional(v.picklist(['ai', 'provider', 'client', 'nobody'])),
      topic: v.optional(v.nullable(v.string())),
      /** Trigger id or built-in reason that moved it to people. */
      reason: v.optional(v.string()),
      closedAs: v.optional(v.string()),
      queue: v.optional(v.string()),
      language: v.optional(v.string()),
      /** What the agent should be able to do: all of them. */
      skills: v.optional(v.array(v.string())),
      /** Kinds of all corrections made on it, in order. */
      corrections: v.optional(v.array(v.string())),
      recontacts: v.optional(v.number()),
      receipts: v.optional(v.array(v.string())),
      surveyScore: v.optional(v.number()),
      /** In which steps the client's team was asked, in order: all of them. */
      steps: v.optional(v.array(v.picklist(['first', 'reminder', 'next-contact', 'manager']))),
      recommend: v.optional(v.number()),
      /** All that the customer has said in it, put together, has at least so many characters. */
      saidCharacters: v.optional(v.number()),
      /** Kinds of events the timeline must have. */
      events: v.optional(v.array(v.string())),
    }),
  }),
  /** Tasks in the queues, those that ring at an agent included. */
  v.strictObject({ tasksWaiting: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** The same for calls, call backs included. */
  v.strictObject({ callsWaiting: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** Calls the demo service received, e.g. that a reset link was sent just once. */
  v.strictObject({ service: v.strictObject({ request: v.string(), count: v.number() }) }),
]);

export const GoldenSchema = v.strictObject({
  id: v.string(),
  title: v.string(),
  /** Where the customer begins: in the chat, or by the first mail they write. */
  channel: v.optional(v.picklist(['chat', 'email']), 'chat'),
  /** Local time of the client at which the chat starts; a working hour unless told. */
  at: v.optional(v.pipe(v.string(), v.isoDateTime())),
  customer: v.strictObject({
    name: v.string(),
    email: v.optional(v.string()),
    /** What their browser asks for, best first. */
    languages: v.optional(v.array(v.string())),
    /** Calls from this number instead of writing; `anonymous` withholds it. */
    phone: v.optional(v.pipe(v.string(), v.regex(/^(\+[1-9]\d{6,14}|anonymous)$/))),
    /** Signed by the client's site: verified, with these attributes. */
    identity: v.optional(
      v.strictObject({
        customerId: v.string(),
        tier: v.optional(v.string()),
        attributes: v.optional(v.record(v.string(), v.string()), {}),
      }),
    ),
  }),
  steps: v.pipe(v.array(Step), v.minLength(1)),
});
export type Golden = v.InferOutput<typeof GoldenSchema>;
export type GoldenStep = Golden['steps'][number];

/** Mail is written in this golden: its cloud must take some. */
export const writesMail = ({ steps }: Golden): boolean => steps.some(step => 'writesMail' in step);
