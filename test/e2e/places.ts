import type { LocalCloud } from '../../local/boot.ts';
import { enter, type Ticket, type Visitor } from './visitor.ts';

export type Place = Ticket & { caseId: string };
/** Where the cases of `bringAbout` stand. */
export interface Places {
  /** With the AI, in the middle of an action's dialog: a code has been mailed. */
  inDialog: Place;
  waitingForAgent: Place;
  withAgent: Place;
  /** The client's team has been asked by mail. */
  withClient: Place;
  /** The same, but the team will keep silent: the workflow's timers go on. */
  forgotten: Place;
  /** Resolved; the survey's link is in the chat. */
  closed: Place;
}

export const PEOPLE = {
  inDialog: 'sofia.brandl@mail.example',
  waitingForAgent: 'mara.winter@mail.example',
  withAgent: 'liam.carter@mail.example',
  withClient: 'pavel.dvorsky@mail.example',
  forgotten: 'rosa.haid@mail.example',
  closed: 'jonas.auer@mail.example',
} as const;

/** Brings a case into every state. */
export async function bringAbout(local: LocalCloud): Promise<Places> {
  const { desk } = local;
  const [ada] = desk.agents;
  const visit = async (place: keyof typeof PEOPLE, ...texts: string[]): Promise<Visitor> => {
    const visitor = await enter(local, { name: place, email: PEOPLE[place] });
    for (const text of texts) await visitor.say(text);
    return visitor;
  };
  const agent = async (visitor: Visitor, move: Parameters<typeof desk.move>[1], text?: string) => {
    await desk.move(ada!, move, visitor.caseId(), text === undefined ? {} : { text });
    await local.cloud.activity.idle();
  };

  const inDialog = await visit('inDialog', 'I forgot my password', PEOPLE.inDialog);
  const withAgent = await visit('withAgent', 'My new stove arrived with a broken valve');
  await agent(withAgent, 'accept');
  await agent(withAgent, 'reply', 'Hello Liam, which stove is it?');
  await withAgent.say('The small one');
  const withClient = await visit('withClient', 'I dispute invoice 2026-44817, the amount is wrong');
  await agent(withClient, 'accept');
  await agent(withClient, 'hand-off', 'Invoice differs by 30 euros. May I correct it?');
  const forgotten = await visit(
    'forgotten',
    'Your workshop kept my boots for two months, I want to complain',
  );
  await agent(forgotten, 'accept');
  await agent(forgotten, 'hand-off', 'Repair is late by two months. Goodwill?');
  const closed = await visit('closed', 'Can I talk to a human?');
  await agent(closed, 'accept');
  await agent(closed, 'resolve', 'Answered on the phone.');
  const waitingForAgent = await visit('waitingForAgent', 'My new tent arrived with a broken pole');

  const visitors = { inDialog, waitingForAgent, withAgent, withClient, forgotten, closed };
  return Object.fromEntries(
    Object.entries(visitors).map(([name, visitor]) => {
      const { contactId, participantToken } = visitor;
      return [name, { contactId, participantToken, caseId: visitor.caseId() }];
    }),
  ) as unknown as Places;
}
