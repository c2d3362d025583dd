"""What a host needs beside the editions: the files at the root of the hosting branch."""
