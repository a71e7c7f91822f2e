/** The texts of all examples but the first. */
export { default as guestbook } from './guestbook.yaml?raw';
export { default as ingress } from './ingress.yaml?raw';
export { default as shop } from './shop.yaml?raw';
