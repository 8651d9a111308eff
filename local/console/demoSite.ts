import { SignJWT } from 'jose';
import type { Cloud, Principal } from '../core/contract.ts';
import type { LambdaService } from '../lambda/lambda.ts';

/** Someone whom the client's site knows and is ready to vouch for. */
export interface DemoIdentity {
  id: string;
  /** What the start form shows. */
  label: string;
  customerId: string;
  name: string;
  email: string;
  tier?: string;
  attributes: Record<string, string>;
}

/** Stands for the client's own site: signs in whoever is chosen there. */
export interface DemoSite {
  identities: DemoIdentity[];
  /** An identity token (HS256 with the `site` secret) as `POST /chats` takes it, good for ten minutes. */
  sign(identity: Omit<DemoIdentity, 'id' | 'label' | 'email'> & { email?: string }): Promise<string>;
}

const OPERATOR: Principal = { id: 'operator', caller: 'demo-site' };
const LIFE_SECONDS = 600;

/** @param identities who can be signed in; see `identitiesOf` for those of the demo shop */
export function openDemoSite(cloud: Cloud, identities: DemoIdentity[]): DemoSite {
  const secretId = siteSecret(cloud);
  return {
    identities,
    async sign({ customerId, name, email, tier, attributes }) {
      const { SecretString } = await cloud.call(OPERATOR, 'secretsmanager', 'GetSecretValue', {
        SecretId: secretId,
      });
      const now = Math.floor(cloud.clock.now() / 1000);
      return new SignJWT({ name, attributes, ...(email ? { email } : {}), ...(tier ? { tier } : {}) })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(customerId)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFE_SECONDS)
        .sign(new TextEncoder().encode(SecretString));
    },
  };
}

/** Customers of the demo shop, the most valued one first named as such. Who ordered by telephone has no account to sign in to. */
export function identitiesOf(
  customers: { customerId: string; name: string; email?: string; tier: string }[],
): DemoIdentity[] {
  const known = customers.flatMap(({ email, ...one }) => (email ? [{ ...one, email }] : []));
  return known.map(({ customerId, name, email, tier }) => ({
    id: customerId,
    label: `${name} (${tier} member${tier === 'summit' ? ', VIP' : ''})`,
    customerId,
    name,
    email,
    tier,
    attributes: {},
  }));
}

/** The secret with which `start-chat` checks what the site signs. */
function siteSecret(cloud: Cloud): string {
  const functions = cloud.service<LambdaService>('lambda').functions();
  const arn = functions.map(({ environment }) => environment['SITE_SECRET_ARN']).find(Boolean);
  if (!arn)
    throw new Error(
      'no function of the templates has SITE_SECRET_ARN: the demo site has nothing to sign with',
    );
  return arn;
}
