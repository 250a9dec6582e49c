import { CircleQuestionMark, Printer, ScanLine, Settings2, TableProperties } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../client/use-answer.ts';
import { type Screen, useNavigation } from './navigation.tsx';
import './rail.css';

const entries = [
  { screen: 'desk', Icon: ScanLine },
  { screen: 'jobs', Icon: Printer },
  { screen: 'roster', Icon: TableProperties },
  { screen: 'settings', Icon: Settings2 },
] as const satisfies readonly { screen: Screen; Icon: typeof Printer }[];

/** How many print jobs wait for somebody's word. */
function useAskingJobs(): number {
  const { value } = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  return (value ?? []).filter((job) => job.asksOutcome || job.asksBecauseOld).length;
}

/** The way between the screens. */
export function Rail(): ReactNode {
  const { t } = useTranslation();
  const { screen, go, open } = useNavigation();
  const asking = useAskingJobs();
  return (
    <nav className="rail" aria-label={t('app.nav')}>
      <div className="rail-ribbon" aria-hidden="true" />
      <ul>
        {entries.map(({ screen: name, Icon }) => (
          <li key={name}>
            <AriaButton
              className="rail-button"
              {...(name === screen ? { 'aria-current': 'page' } : {})}
              onPress={() => go(name)}
            >
              <Icon aria-hidden="true" size={22} />
              <span>{t(`app.${name}`)}</span>
              {name === 'jobs' && asking > 0 && (
                <span className="rail-count figures">
                  <span aria-hidden="true">{asking}</span>
                  <span className="visually-hidden">{t('app.jobsAsk', { count: asking })}</span>
                </span>
              )}
            </AriaButton>
          </li>
        ))}
      </ul>
      <AriaButton className="rail-button" onPress={() => open({ kind: 'help' })}>
        <CircleQuestionMark aria-hidden="true" size={22} />
        <span>{t('app.help')}</span>
      </AriaButton>
    </nav>
  );
}
