import * as v from 'valibot';
import { text, url } from './fields.ts';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** The provider's own directory, by SAML; without it people have passwords in the client's user pool. */
export const SignInSchema = v.strictObject({
  saml: v.strictObject({
    /** Where the directory publishes its metadata. */
    metadataUrl: url,
    emailClaim: v.optional(text('the claim'), `${CLAIMS}/emailaddress`),
    nameClaim: v.optional(text('the claim'), `${CLAIMS}/name`),
  }),
});
