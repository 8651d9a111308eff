import { AwsError, type Cloud, type Operation } from '../core/contract.ts';

interface Suppressed {
  reason: 'BOUNCE' | 'COMPLAINT';
  /** Epoch seconds. */
  at: number;
}

/** Suppressed addresses bounce; so do those of the mailbox simulator, by their names. */
export function fate(cloud: Cloud, recipient: string): 'delivery' | 'bounce' | 'complaint' {
  const simulated = /^(bounce|complaint)(\+.*)?@simulator\.amazonses\.com$/.exec(recipient);
  if (simulated) return simulated[1] as 'bounce' | 'complaint';
  return cloud.store.collection<Suppressed>('ses-suppressed').get(recipient) ? 'bounce' : 'delivery';
}

/** The account's suppression list. */
export function suppressionOperations(): Record<string, Operation> {
  const list = (cloud: Cloud) => cloud.store.collection<Suppressed>('ses-suppressed');
  const one = 'suppression/addresses/{EmailAddress}';
  const found = (cloud: Cloud, email: string): Suppressed => {
    const suppressed = list(cloud).get(email.toLowerCase());
    if (!suppressed)
      throw new AwsError(
        'NotFoundException',
        `Email address ${email} does not exist on your suppression list.`,
        404,
      );
    return suppressed;
  };
  return {
    PutSuppressedDestination: {
      http: 'PUT /v2/email/suppression/addresses',
      resources: () => ['*'],
      run({ EmailAddress, Reason }, { cloud }) {
        list(cloud).put(EmailAddress.toLowerCase(), { reason: Reason, at: cloud.clock.now() / 1000 });
        return {};
      },
    },
    GetSuppressedDestination: {
      http: `GET /v2/email/${one}`,
      resources: () => ['*'],
      run({ EmailAddress }, { cloud }) {
        const { reason, at } = found(cloud, EmailAddress);
        return { SuppressedDestination: { EmailAddress, Reason: reason, LastUpdateTime: at } };
      },
    },
    DeleteSuppressedDestination: {
      http: `DELETE /v2/email/${one}`,
      resources: () => ['*'],
      run({ EmailAddress }, { cloud }) {
        found(cloud, EmailAddress);
        list(cloud).delete(EmailAddress.toLowerCase());
        return {};
      },
    },
  };
}
