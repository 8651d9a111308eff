import { readableOn } from '../../web/brand/brand.ts';
import { tokenOf } from '../../web/link/openLink.ts';

test.each([
  ['/reply/h.C-1.1.x.sig', '', 'h.C-1.1.x.sig'],
  ['/reply', '#h.C-1.1.x.sig', 'h.C-1.1.x.sig'],
  ['/reply/', '', ''],
  ['/reply', '', ''],
  ['/survey/s.1', '', ''],
  ['/reply/a%2Fb', '', 'a/b'],
  ['/reply/%E0%A4%A', '', '%E0%A4%A'],
])('the token of %s%s', (pathname, hash, token) => {
  expect(tokenOf('reply', { pathname, hash })).toBe(token);
});

test.each([
  ['#14532d', '#ffffff'],
  ['#ffcc00', '#000000'],
  ['#fff', '#000000'],
  ['#000', '#ffffff'],
])('text on %s is %s', (colour, text) => {
  expect(readableOn(colour)).toBe(text);
});
