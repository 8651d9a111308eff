/** The shop's few pages: enough to walk from one to the next with a chat going on. */
export const ROOMS = [
  { id: 'tents', title: 'Tents', text: 'For two, for four, for a night above the tree line.' },
  {
    id: 'boots',
    title: 'Boots',
    text: 'Broken in by nobody yet. Thirty days to try them on your own stairs.',
  },
  { id: 'stores', title: 'Stores', text: 'Vienna, Graz and Innsbruck, Monday to Saturday.' },
];

/** What a client's site has to do: say who is signed in, and say when somebody signs out. */
export const SCRIPT = `(window.augmentedSupport = window.augmentedSupport || []).push(support => {
  if (new URLSearchParams(location.search).has('signed-out')) support.forget();
  else support.identify(async () => (await fetch('/shop/identity-token')).text());
});
`;

export const styleOf = (colour: string) => `body { margin: 0; font: 16px/1.5 Georgia, serif; color: #222; }
header { background: ${colour}; color: #fff; padding: 1rem 2rem; }
header a { color: inherit; margin-right: 1rem; }
main { padding: 2rem; max-width: 50rem; }
button, select { font: inherit; padding: .4rem .8rem; min-height: 44px; }
`;
