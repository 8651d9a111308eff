import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { oneLine } from '../../layers/core/answer/escape.ts';
import { demandPatience } from '../../layers/core/platform/demandPatience.ts';
import { body, http, HttpError } from '../../layers/core/platform/http.ts';
import { signLink } from '../../layers/core/secrets/signedLink.ts';
import type { VisitLimit, Visits } from '../../layers/core/store/visits.ts';
import { demandProof } from './demandProof.ts';
import { startChat, type StartChatDependencies } from './startChat.ts';

/** Days for which a browser may go on with its case. */
const RESUME_DAYS = 90;

const Request = v.strictObject({
  key: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits and hyphens'))),
  displayName: v.optional(
    v.pipe(v.string(), v.transform(oneLine), v.nonEmpty('must not be empty'), v.maxLength(100)),
    'Customer',
  ),
  email: v.optional(
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('not an e-mail address'), v.maxLength(254)),
  ),
  identityToken: v.optional(v.pipe(v.string(), v.maxLength(6000))),
  resume: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** What the customer reads, best first: the page's language, then the browser's. */
  languages: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'a language tag'))),
      v.maxLength(20),
    ),
  ),
  /** A field that people don't see: what fills it in is a program. */
  website: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  proof: v.optional(
    v.strictObject({
      challenge: v.pipe(v.string(), v.maxLength(200)),
      answer: v.pipe(v.string(), v.maxLength(40)),
    }),
  ),
});

/** Chats that one address may begin: an office behind one address has several people, a script wants more. */
const CHATS: VisitLimit = { most: 20, seconds: 600 };

export const createHandler = (deps: StartChatDependencies & { visits: Visits }) =>
  http({
    'POST /chats': async event => {
      const { proof, website, ...given } = body(Request, event);
      if (website) throw new HttpError(400, 'not-a-person', 'Leave `website` empty: it is for machines.');
      const request = { key: randomUUID(), ...given };
      // Who is signed in on the client's site has shown there that they are somebody.
      if (!request.identityToken) demandProof({ key: request.key, proof }, await deps.linkKey(), deps.now());
      await demandPatience(deps.visits, 'chats', CHATS, event);
      const result = await startChat(request, deps);
      if (!result.ok) {
        throw new HttpError(
          401,
          result.why,
          'The identity token of the site is not valid or has expired: reload the page.',
        );
      }
      const { contactId } = result.chat;
      const expires = Math.floor(deps.now().getTime() / 1000) + RESUME_DAYS * 24 * 3600;
      const resume = signLink(
        { purpose: 'resume', caseId: contactId, version: 0, expires },
        await deps.linkKey(),
      );
      return { ...result.chat, resume };
    },
  });
