-- comment; only
/* and; another /* ; */ */
--