import { BitscapeError } from '@bitscape/errors';
import type { EncoderTemplate } from './EncoderTemplate.js';
import { logEncoderTemplate } from './logEncoderTemplate.js';
import { requantizerTemplate } from './requantizerTemplate.js';

const ENCODER_TEMPLATES: Readonly<Record<string, EncoderTemplate>> = { requantizer: requantizerTemplate, log: logEncoderTemplate };

/**
 * RTL template of an output encoder family.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL
 */
export function encoderTemplate(family: string): EncoderTemplate {
  const template = ENCODER_TEMPLATES[family];
  if (template === undefined) {
    throw new BitscapeError('infeasible', `there is no RTL for output encoder family ${JSON.stringify(family)}`, {
      hint: `Families with RTL: ${Object.keys(ENCODER_TEMPLATES).join(', ')}.`,
    });
  }
  return template;
}
