import type { Customer } from './case.ts';

const LEVELS = ['none', 'claimed', 'verified'];

/** The customer of a message, who has proved who they are in this contact if at all. */
export function provedIn(contactId: string, customer: Customer): Customer {
  return customer.identity === 'verified' ? { ...customer, provedIn: contactId } : customer;
}

/**
 * What a case knows of its customer after another message: who they are is never lost by one that knows less, and a proof
 * counts in the contact it was last given in.
 */
export function strongerIdentity(known: Customer, given: Customer): Customer {
  const isNews =
    LEVELS.indexOf(given.identity) > LEVELS.indexOf(known.identity) || given.identity === 'verified';
  return isNews ? { ...known, ...given } : known;
}

/**
 * The customer as far as somebody in this contact may act for them: a mail can be forged, a phone handed on and a browser
 * shared, so that what was proved elsewhere is a mere claim here.
 */
export function customerIn(contactId: string, customer: Customer): Customer {
  const isElsewhere = customer.identity === 'verified' && customer.provedIn !== contactId;
  return isElsewhere ? { ...customer, identity: 'claimed' } : customer;
}

/** Two customers who have both proved who they are, and are not the same. */
export const areOthers = (known: Customer, given: Customer): boolean =>
  known.identity === 'verified' &&
  given.identity === 'verified' &&
  known.customerId !== undefined &&
  given.customerId !== undefined &&
  known.customerId !== given.customerId;
