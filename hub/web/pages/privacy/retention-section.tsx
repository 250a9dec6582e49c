import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserPrivacy } from '../../../../domain/wire/organiser-privacy.ts';
import { Chip, type Tone } from '../../../../renderer/ui/chip.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useFormats } from '../../formats.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

const tones = {
  before: 'quiet',
  during: 'accent',
  kept: 'quiet',
  warning: 'look',
  due: 'stop',
} as const satisfies Record<OrganiserPrivacy['state']['phase'], Tone>;

/** By which rule personal data is kept, and when it is deleted by itself. */
export function RetentionSection({
  privacy: { rule, setBy, setAt, state },
}: {
  privacy: OrganiserPrivacy;
}): ReactNode {
  const { t } = useWords();
  const { day, moment } = useFormats();
  const { phase, warnOn, purgeOn } = state;
  const facts = [
    { name: t('privacy.rule'), value: rule.set === 'gdpr' ? t('privacy.gdpr') : rule.name },
    {
      name: t('privacy.kept'),
      value: rule.days === null ? t('privacy.never') : t('privacy.days', { count: rule.days }),
    },
    ...(warnOn === null ? [] : [{ name: t('privacy.warnOn'), value: day(warnOn) }]),
    ...(purgeOn === null ? [] : [{ name: t('privacy.purgeOn'), value: day(purgeOn) }]),
    {
      name: t('privacy.chosenBy'),
      value:
        setBy === null || setAt === null ? (
          t('privacy.usual')
        ) : (
          <bdi>{t('privacy.setBy', { name: setBy, time: moment(setAt) })}</bdi>
        ),
    },
  ];
  const isNear = (phase === 'warning' || phase === 'due') && purgeOn !== null;
  return (
    <Section
      title={t('privacy.retention')}
      aside={<Chip tone={tones[phase]}>{t(`privacy.phase.${phase}`)}</Chip>}
    >
      {isNear && (
        <Note
          tone="look"
          icon={<Hourglass aria-hidden="true" size={20} />}
          title={t('privacy.soon', { day: day(purgeOn) })}
        >
          <p>{t('privacy.soonHint')}</p>
        </Note>
      )}
      <FactList facts={facts} />
      <p className="small">{t('privacy.where')}</p>
    </Section>
  );
}
