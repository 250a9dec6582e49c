/** The texts of docs/architecture.md that are not generated from the code. */
export const architectureWords = {
  head: `# Architecture

Made by \`npm run docs\`; a test compares it with the code. Do not edit: its text is in
\`tools/docs/architecture-words.ts\`.

Lanyard is one Electron app for registration desks and a small hub with which desks sync. The app has three modes:
desk (staff), kiosk (self-service) and door. Everything that a person waits for happens at the station itself: a scan
is decided, recorded and printed there, and the network is never on the way. Stations write facts into a hash-chained
ledger that only grows; the hub gathers the chains, numbers the facts in one order and gives them to all stations
([hub](hub.md)). Why it is so: [decisions](decisions).

## Layers

Imports between layers, as dependency-cruiser reads it. \`npm run check\` refuses every other import
(\`.dependency-cruiser.mjs\`).`,
  capabilities: `## Capabilities

The same names in every layer. A capability is a folder or one file, and imports earlier ones
only; \`base\` and \`kit\` are what all others use.`,
  calls: `## Calls

What a page may ask of the main process (\`preload/contract.ts\`). Each call is checked for its sender, for the
mode of the station and for who is signed in; its input and its answer are parsed. \`operator\`: everyone who is signed in.`,
  notices: 'What the main process sends to the pages, each a hint to ask again or a progress:',
  facts: `## Facts

The kinds of facts in the ledger, each with its payload (canonical JSON, hashed, without personal data). Personal
data is beside it, tied by a salted commitment, and can be deleted without breaking the chain.`,
  jobs: `## Print jobs

\`sending\` is on disk before the first byte leaves. After a crash, jobs that were under way become \`unknown\`.`,
  kiosk: `## The self-service kiosk

Its flow is a state machine, drawn whole in [its states](reference/kiosk-states.md). Beside the flow it watches whether a person
is there, and the call for a member of staff.`,
  stationTables: `## Tables of a station

SQLite, encrypted, as its migrations leave it.`,
  hubTables: `## Tables of the hub

On SQLite or PostgreSQL.`,
} as const;
