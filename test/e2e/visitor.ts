import { joinChat, type Participant } from '../../cli/golden/participant.ts';
import { caseIdOf } from '../../cli/golden/caseIdOf.ts';
import { startChat } from '../../cli/golden/startChat.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { readLines } from './snapshot.ts';

/** Time stands still: things said one after the other get different times only if it is moved. */
export const A_MOMENT = 2_000;

/** What a browser keeps of a chat: enough to come back after the page, or the whole cloud, was gone. */
export interface Ticket {
  contactId: string;
  participantToken: string;
}

/** A customer in a chat. */
export interface Visitor extends Ticket {
  participant: Participant;
  /** Says it and waits until everything that follows from it has happened. */
  say(text: string): Promise<void>;
  /** What was said to the customer so far, oldest first. */
  heard(): string[];
  caseId(): string;
}

/** @param customerId of somebody whom the client's site knows and vouches for */
export async function enter(
  local: LocalCloud,
  { name, email, customerId }: { name: string; email?: string; customerId?: string },
): Promise<Visitor> {
  const known = local.site.identities.find(({ id }) => id === customerId);
  const request = {
    displayName: name,
    ...(email ? { email } : {}),
    ...(known ? { identityToken: await local.site.sign(known) } : {}),
  };
  const { clock, urls } = local.cloud;
  const started = await startChat(urls.api, request, ms => clock.advance(ms));
  const visitor = await rejoin(local, started);
  await local.cloud.activity.idle();
  return visitor;
}

/** Joins a chat that was started before, as a page does that was reloaded. */
export async function rejoin(local: LocalCloud, { contactId, participantToken }: Ticket): Promise<Visitor> {
  const { urls, region, activity, clock } = local.cloud;
  const participant = await joinChat(urls.aws, region, participantToken);
  return {
    contactId,
    participantToken,
    participant,
    async say(text) {
      await clock.advance(A_MOMENT);
      await participant.send(text);
      await activity.idle();
      await participant.sync();
    },
    heard: () =>
      readLines(local, contactId)
        .filter(({ role }) => role !== 'CUSTOMER')
        .map(({ text }) => text),
    caseId() {
      const caseId = caseIdOf(local)(contactId);
      if (!caseId) throw new Error(`contact ${contactId} has no case yet`);
      return caseId;
    },
  };
}
