/** Connect's link between a number and the flow its calls start with: CloudFormation has no resource for it. */
export interface PhoneNumberFlows {
  link(link: Link): Promise<void>;
  /** A number or link that is gone is fine. */
  unlink(link: Pick<Link, 'instanceId' | 'phoneNumberId'>): Promise<void>;
}
export interface Link {
  instanceId: string;
  phoneNumberId: string;
  flowId: string;
}

export type Change = { kind: 'link' | 'unlink'; link: Link };

/** Repeatable; the number is the identity, so that another number unlinks the one before. */
export async function linkPhoneNumber(
  { kind, link }: Change,
  flows: PhoneNumberFlows,
): Promise<{ id: string }> {
  await (kind === 'link' ? flows.link(link) : flows.unlink(link));
  return { id: `${link.instanceId}|${link.phoneNumberId}` };
}
