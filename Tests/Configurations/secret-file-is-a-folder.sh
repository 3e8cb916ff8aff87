mkdir secrets
