/** Domain of the functions that exported files carry. */
export const FUNCTION_DOMAIN = 'bitscape';
