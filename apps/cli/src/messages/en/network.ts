// What is said of the way to the service: proxies and certificates.
export const network = {
  noScheme: (name: string, address: string) =>
    `${name} has no http:// before the address of the proxy: set ${name}=${address}, with user and password before the host if it wants them`,
  noAddress: (name: string) => `${name} is no address of a proxy: set ${name}=http://HOST:PORT`,
  otherKind: (name: string, kind: string) =>
    `${name} names a proxy of the kind ${kind}, and only http and https can be asked: set ${name}=http://HOST:PORT`,
  percent: (name: string) => `${name} has a % in its user or password: write it as %25`
}
