import * as v from 'valibot';
import { url } from './fields.ts';

const webAddress = v.pipe(url, v.startsWith('https://', 'an address that begins with https://'));

/** Where the web pages are. */
export const PagesSchema = v.strictObject({
  /** Their address as it stands in mails, and which alone may call the API. */
  url,
  /**
   * Origins of the client's own sites, e.g. `https://www.shop.example`: they alone may show the chat in their pages and say
   * in whose name (the widget). None: the chat is in no other page.
   */
  sites: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(
            /^https:\/\/[a-z0-9.-]+(:\d+)?$/,
            'an origin, https://host, without path or slash at its end',
          ),
        ),
      ),
      v.maxLength(20),
    ),
    [],
  ),
  /** The client's privacy notice, linked where a chat begins: one address, or one by language, `{ en: …, de: … }`. */
  privacy: v.optional(
    v.union(
      [webAddress, v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/, 'a language, "de"')), webAddress)],
      'an address that begins with https://, or one by language, { en: …, de: … }',
    ),
  ),
  /**
   * ACM certificate, in us-east-1, of that address's host: the site then answers to the name. Without it the site has
   * CloudFront's own name only.
   */
  certificateArn: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'an ACM certificate in us-east-1'),
    ),
  ),
});
