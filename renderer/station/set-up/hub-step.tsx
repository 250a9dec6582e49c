import { ArrowLeft, Server } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/base/language.ts';
import type { FoundHub } from '../../../preload/contract/sync.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { JoinConfirm } from '../../sync/join-confirm.tsx';
import { JoinFind } from '../../sync/join-find.tsx';
import { useFindHub } from '../../sync/use-find-hub.ts';
import { StartingAnew } from './starting-anew.tsx';
import { useSetUp } from './use-set-up.ts';
import '../../sync/join.css';

/** Gets the event, the roster and everything else from a hub, by its join code. */
export function HubStep(): ReactNode {
  const { t } = useTranslation();
  const { back } = useSetUp();
  const { warnings } = useStation();
  const [typed, setTyped] = useState({ url: '', code: '' });
  const { find, found, forget } = useFindHub('findHubAtSetUp');
  const [isLeaving, setIsLeaving] = useState(false);
  const join = useAction(async ({ url, code, fingerprint }: FoundHub) => {
    await ask('joinHubAtSetUp', { url, code, fingerprint });
    setIsLeaving(true);
  });
  if (isLeaving) return <StartingAnew />;
  return (
    <main className="set-up-step grid justify-items-center content-start" data-wide>
      <div className="set-up-form grid gap-5 w-[min(38rem,100%)]">
        <h1 className="text-3xl">{t('setUp.event.title')}</h1>
        <h2>{t('setUp.event.hub')}</h2>
        {!warnings.some(({ code }) => code === 'demo-data') && <Joined />}
        {found === null ? (
          <JoinFind find={find} typed={typed} onType={setTyped} />
        ) : (
          <JoinConfirm
            found={found}
            join={join}
            onBack={() => {
              join.forget();
              forget();
            }}
          />
        )}
        {found === null && back !== null && (
          <div
            className="set-up-buttons flex items-center flex-wrap gap-3 justify-end mt-3"
            data-back
          >
            <Button icon={<ArrowLeft className="flips" />} onPress={back}>
              {t('setUp.back')}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}

/** The user returned to this step after joining: there is nothing left to do. */
function Joined(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  const { next } = useSetUp();
  return (
    <Note
      tone="go"
      icon={<Server />}
      title={t('setUp.event.already', { event: textIn(event.name, language, event) })}
      actions={<Button onPress={next}>{t('setUp.next')}</Button>}
    />
  );
}
