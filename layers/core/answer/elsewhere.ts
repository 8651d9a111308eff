import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { URGENCIES } from '../domain/triage.ts';
import { findEmail, maskEmail } from './email.ts';
import { houseLinesIn } from './houseLines.ts';
import { findPhone, maskPhone } from './phone.ts';

/** Why people can't be had now. */
export type Unavailable = 'afterHours' | 'noAgents' | 'queueFull';

export interface Elsewhere {
  lines: string[];
  changes: Partial<Case>;
  /** The customer is asked where to answer: they must be able to say it. */
  asks: boolean;
}

/**
 * What the client offers when people can't be had: an answer by e-mail, a call back, or its on-call besides. Never silence.
 * `language`: of the reply.
 */
export function offerElsewhere(
  config: Pick<ClientConfig, 'unavailable'>,
  current: Pick<Case, 'caseId' | 'channel' | 'customer' | 'urgency' | 'language'>,
  why: Unavailable,
): Elsewhere {
  const { onCall } = config.unavailable;
  const house = houseLinesIn(current.language);
  const offer = config.unavailable[why];
  const wakes =
    offer === 'on-call' &&
    onCall !== undefined &&
    URGENCIES.indexOf(current.urgency) >= URGENCIES.indexOf(onCall.urgencyAtLeast);
  const lines: string[] = wakes ? [house.onCallToo] : [];
  const changes: Partial<Case> = wakes ? { onCall: true } : {};
  // Who calls is there by telephone: they are called back.
  const byPhone = offer === 'callback' || (current.channel === 'voice' && current.customer.phone);
  const known = byPhone
    ? current.customer.phone && house.callBack(maskPhone(current.customer.phone))
    : current.customer.email && house.answerByEmail(maskEmail(current.customer.email));
  if (known)
    return {
      lines: [...lines, known, house.reference(current.caseId)],
      changes: { ...changes, ...(byPhone && { wantsCall: true }) },
      asks: false,
    };
  return byPhone
    ? { lines: [...lines, house.askPhone], changes: { ...changes, awaitingPhone: true }, asks: true }
    : { lines: [...lines, house.askEmail], changes: { ...changes, awaitingEmail: true }, asks: true };
}

/** The customer's reply to where they can be answered; undefined when it holds neither an address nor a number. */
export function whereTo(
  text: string,
  {
    customer,
    caseId,
    awaitingPhone,
    language,
  }: Pick<Case, 'customer' | 'caseId' | 'awaitingPhone' | 'language'>,
): { line: string; changes: Partial<Case> } | undefined {
  const house = houseLinesIn(language);
  const done = { awaitingEmail: undefined, awaitingPhone: undefined };
  const email = findEmail(text);
  if (email) {
    const identity = customer.identity === 'none' ? ('claimed' as const) : customer.identity;
    return {
      line: `${house.answerByEmail(maskEmail(email))} ${house.reference(caseId)}`,
      changes: { ...done, customer: { ...customer, email, identity } },
    };
  }
  const phone = awaitingPhone ? findPhone(text) : undefined;
  if (!phone) return undefined;
  return {
    line: `${house.callBack(maskPhone(phone))} ${house.reference(caseId)}`,
    changes: { ...done, wantsCall: true, customer: { ...customer, phone } },
  };
}
