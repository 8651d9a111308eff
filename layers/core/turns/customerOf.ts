import type { Customer } from '../domain/case.ts';

/** The customer as `start-chat` wrote them on the contact. Empty attributes stand for unset ones: a flow passes what it has. */
export function customerOf(attributes: Record<string, string>): Customer {
  const { customerId, customerName, customerEmail, customerPhone, customerTier } = attributes;
  const verified = attributes.customerVerified === 'true';
  return {
    ...(customerId && { customerId }),
    ...(customerName && { name: customerName }),
    ...(customerEmail && { email: customerEmail }),
    // A withheld number arrives as a word.
    ...(customerPhone?.startsWith('+') && { phone: customerPhone }),
    ...(customerTier && { tier: customerTier }),
    identity: verified ? 'verified' : customerEmail ? 'claimed' : 'none',
    attributes: attributes.attributes ? (JSON.parse(attributes.attributes) as Record<string, string>) : {},
  };
}
