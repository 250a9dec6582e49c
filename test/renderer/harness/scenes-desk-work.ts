import {
  click,
  fill,
  fillBox,
  inOrder,
  keys,
  personScanned,
  press,
  type Scene,
  type Step,
  scene,
  sceneAt,
  type,
  untilAlert,
  untilDialog,
  untilIdle,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';

const thai = 'delegation=1';
const openDelegations = inOrder(untilIdle, keys('Control+g'), untilShown('.delegations'));
const openThailand = inOrder(
  openDelegations,
  type('thai'),
  keys('Enter'),
  untilShown('.member-row'),
);
const tickMissing = inOrder(openThailand, press(/Tick all missing|Cocher les manquants/));
const toDocuments = inOrder(click('.ticked-bar [data-look="primary"]'), untilShown('.group-ways'));
const seenForAll = inOrder(
  click('.group-way .radio-card'),
  click('.group-way:last-child button'),
  untilShown('.group-results'),
);

/** Delegations: choosing one, its roster, and admitting several at once. */
const delegations: readonly Scene[] = [
  sceneAt('delegations-choose', thai, openDelegations),
  sceneAt('delegations-typed', thai, openDelegations, type('rep')),
  scene('delegations-none', openDelegations, type('xyz')),
  sceneAt('delegations-roster', thai, openThailand),
  sceneAt('delegations-ticked', thai, tickMissing),
  sceneAt('delegations-missing', thai, openThailand, (page) =>
    page.getByRole('radio', { name: /Missing|Manquants/ }).click(),
  ),
  sceneAt('delegations-documents', thai, tickMissing, toDocuments),
  sceneAt(
    'delegations-one-by-one',
    thai,
    tickMissing,
    toDocuments,
    click('.group-way button'),
    untilShown('.group-turn'),
  ),
  sceneAt('delegations-results', thai, openThailand, keys('Control+a'), toDocuments, seenForAll),
  sceneAt(
    'delegations-undone',
    thai,
    tickMissing,
    toDocuments,
    seenForAll,
    click('.group-foot button'),
    (page) =>
      page
        .locator('.group-results')
        .getByText(/^Undone$|^Annulé$/)
        .first()
        .waitFor(),
  ),
];

const asOperator = 'role=operator';
const pending = 13;
const otherDays = 9;
const openOverride = (index: number): Step =>
  inOrder(personScanned(index), keys('Control+o'), untilDialog);

const fillOverride =
  (pin: string): Step =>
  async (page) => {
    const dialog = page.getByRole('dialog');
    await dialog.locator('.radio-cards').first().locator('.radio-card').first().click();
    await dialog.locator('.radio-cards').last().locator('.radio-card').first().click();
    await dialog.locator('input[type="password"]').fill(pin);
    await submit(page);
  };
const submit = click('[role="dialog"] button[type="submit"]');
const granted = inOrder(
  openOverride(otherDays),
  fillOverride('4711'),
  untilShown('.hero[data-tone="go"]'),
  untilShown('.recent-row'),
);

/** A supervisor's override of a verdict. */
const overrides: readonly Scene[] = [
  sceneAt('override', asOperator, openOverride(pending)),
  sceneAt(
    'override-wrong-pin',
    asOperator,
    openOverride(pending),
    fillOverride('0000'),
    untilText(/That PIN is not right|Ce PIN n’est pas/),
  ),
  sceneAt(
    'override-history',
    asOperator,
    granted,
    click('.recent-open'),
    untilShown('.delegate-panel'),
    (page) => page.locator('.delegate-access').scrollIntoViewIfNeeded(),
  ),
];

const openDelegate = (name: string): Step =>
  inOrder(fillBox('combobox', name), untilOption, untilText(/^Badges$/));
const openCorrection = inOrder(
  openDelegate('khattani'),
  press(/Correct spelling|Corriger/),
  untilDialog,
);
const openWalkIn = inOrder(untilIdle, keys('Control+n'), untilDialog);
const openReplace = inOrder(
  openDelegate('heijden'),
  press(/Replace…|Remplacer…/),
  untilText(/withdraws|se retire/),
);

/** Notes, walk-in, correction, replacement. */
const persons: readonly Scene[] = [
  sceneAt('delegate-actions', 'sync=linked', openDelegate('nakamura')),
  scene('delegate-notes', fillBox('combobox', 'nakamura'), async (page) => {
    await page.locator('.delegate-new-note').waitFor();
    for (const text of ['Arrives with the 14:10 train.', 'Not at 14:10: at 16:10.']) {
      await page.locator('.delegate-new-note input').fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.delegate-notes').getByText(text).waitFor();
    }
    await page.locator('.delegate-notes').scrollIntoViewIfNeeded();
  }),
  scene('walk-in', openWalkIn),
  scene('walk-in-errors', openWalkIn, submit),
  scene('correct', openCorrection),
  sceneAt(
    'correct-failed',
    'fails=correctSpelling:disk-full',
    openCorrection,
    fill(/^Printed name|^Nom imprimé/, 'Abdulrahman bin Abdullah AL-QAHTANI AL-HASHIMI AL-MUTAIRI'),
    submit,
    untilAlert,
  ),
  scene('replace', openReplace),
  scene('replace-errors', openReplace, submit),
];

/** Delegations, overrides, persons: what a desk does beside the scan. */
export const deskWorkScenes: readonly Scene[] = [...delegations, ...overrides, ...persons];
