import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../client/ask.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { useDesk } from './desk-provider.tsx';

/** The question could not be answered: nothing was recorded as far as the desk knows; the same question can be put again. */
export function HeroFailed({ failure }: { failure: CallFailure }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  useHotkeys([{ key: 'Enter', run: () => void flow.retry() }]);
  return (
    <div className="hero-verdict">
      <div className="hero-sign">
        <TriangleAlert aria-hidden="true" />
      </div>
      <div className="hero-person">
        <p className="hero-word">{t('verdict.failed')}</p>
        <h1 className="hero-name">{t(`error.${failure.code}.title`)}</h1>
        <p className="hero-detail">{t(`error.${failure.code}.remedy`)}</p>
        {failure.detail !== '' && <bdi className="hero-detail code">{failure.detail}</bdi>}
      </div>
      <div className="hero-stub">
        <div className="stub-actions">
          <Button
            look="primary"
            size="large"
            wide
            icon={<RotateCw aria-hidden="true" size={20} />}
            keys={[t('keys.enter')]}
            onPress={() => void flow.retry()}
          >
            {t('app.retry')}
          </Button>
          <Button wide keys={[t('keys.escape')]} onPress={flow.putAside}>
            {t('desk.putAside')}
          </Button>
        </div>
      </div>
    </div>
  );
}
