// Nothing to run: what counts is the header that is read with it.
int main() {
  return 0;
}
